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
