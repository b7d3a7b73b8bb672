package dev.countersign.login;

import dev.countersign.Beans;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.sms.Numbers;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes login attempts for persistence tests of other features. */
public final class Attempts {

    private static final LoginRules RULES = new LoginRules(Duration.ofMinutes(10), 5);

    private Attempts() {}

    /** Opens an attempt of the user with a number of its own; returns its id. */
    public static String add(EntityManager entities, long userId, Instant now) {
        return add(
                entities, userId, Optional.of(new FactorRef(FactorKind.SMS, Numbers.add(entities, userId, now))), now);
    }

    /** Opens an attempt of the user for which the password was enough; returns its id. */
    public static String addWithoutNumber(EntityManager entities, long userId, Instant now) {
        return add(entities, userId, Optional.empty(), now);
    }

    private static String add(EntityManager entities, long userId, Optional<FactorRef> asked, Instant now) {
        Client client = new Client(ClientKind.PORTAL, "1", "en", "", "192.0.2.1");
        LoginAttempt attempt = new LoginAttempt(userId, "secret", asked, client, RULES, now);
        new LoginAttemptStore(entities).add(attempt);
        entities.flush();
        return attempt.id();
    }

    /** Has all overdue attempts written down, those too that other tests have left; says how many they were. */
    static int expireAll(Beans beans) {
        int all = 0;
        int batch;
        do {
            batch = beans.call(AttemptExpiry.class, AttemptExpiry::expireBatch);
            all += batch;
        } while (batch > 0);
        return all;
    }
}
