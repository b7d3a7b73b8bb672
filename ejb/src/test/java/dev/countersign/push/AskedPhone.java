package dev.countersign.push;

import dev.countersign.Beans;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.device.Octets;
import dev.countersign.login.Attempts;
import dev.countersign.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Requests of logins to phones, for tests of how they get there. */
final class AskedPhone {

    private AskedPhone() {}

    /** Asks the phone of an enrolment to approve a login, and has a push service tell it where {@code byService} says so. */
    static void ask(Beans beans, User user, UUID enrolment, boolean byService, Duration life) {
        Instant now = beans.clock().instant();
        String attempt = beans.query(entities -> Attempts.addWithoutNumber(entities, user.id(), now));
        Enrolment active = beans.call(Authenticators.class, all -> all.get(enrolment));
        PushOrder order =
                new PushOrder(active, attempt, now.plus(life), user.userName(), "Portal 1", "Berlin", "en", false);
        beans.run(
                PushStore.class,
                store -> store.add(new PushRequest(
                        order, Octets.of(new byte[32]), Optional.empty(), byService, now, now.plus(life))));
    }
}
