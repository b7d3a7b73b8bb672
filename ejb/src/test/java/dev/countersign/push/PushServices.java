package dev.countersign.push;

import dev.countersign.Beans;
import dev.countersign.activation.Phone;
import java.util.List;

/** Has phones reached by a push service, for tests of who is asked and told there. */
public final class PushServices {

    private PushServices() {}

    /** Has the phone known to a service that is configured; nothing is sent. */
    public static void register(Beans beans, Phone phone) {
        beans.offers(List.of(new Configured()));
        beans.call(
                PushDesk.class,
                (PushDesk desk) ->
                        desk.register(phone.installation(), phone.token(), new FcmAddress("a-registration-token")));
    }

    /** Puts what is sealed for the one phone into the row of the other, as somebody may who writes into the database. */
    public static void move(Beans beans, Phone from, Phone to) {
        beans.query(entities -> entities.createNativeQuery(
                        "update push_device set address_sealed ="
                                + " (select address_sealed from push_device where installation_id = ?1) where installation_id = ?2")
                .setParameter(1, from.installation().toString())
                .setParameter(2, to.installation().toString())
                .executeUpdate());
    }

    private static final class Configured implements PushProvider {

        @Override
        public PushService service() {
            return PushService.FCM;
        }

        @Override
        public boolean isConfigured() {
            return true;
        }

        @Override
        public PushOutcome send(PushAddress to, PushNotification what) {
            throw new IllegalStateException("nothing is sent here");
        }
    }
}
