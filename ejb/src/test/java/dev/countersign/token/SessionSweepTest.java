package dev.countersign.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.login.Attempts;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** However many sessions an hour brings, the sweep keeps up. */
class SessionSweepTest {

    private static final int SESSIONS = 1_001;

    private final Beans beans = new Beans();

    @Test
    void oneRunRemovesAllThatAreOld() {
        Instant longAgo = beans.clock().instant().minus(Duration.ofDays(91));
        User user = beans.query(entities -> {
            User made = Users.add(entities, longAgo);
            for (int i = 0; i < SESSIONS; i++) {
                SignedIn.open(entities, made, Attempts.addWithoutNumber(entities, made.id(), longAgo), longAgo);
            }
            return made;
        });
        String open = beans.query(entities -> SignedIn.add(
                        entities,
                        entities.find(User.class, user.id()),
                        beans.clock().instant())
                .sessionId());

        beans.run(SessionSweep.class, SessionSweep::sweep);

        assertThat(beans.<Object>query(
                        entities -> entities.createNativeQuery("select id from login_session where user_id = ?1")
                                .setParameter(1, user.id())
                                .getResultList()
                                .get(0)))
                .isEqualTo(open);
        assertThat(beans.<Long>query(entities -> ((Number)
                                entities.createNativeQuery("select count(*) from login_session where user_id = ?1")
                                        .setParameter(1, user.id())
                                        .getSingleResult())
                        .longValue()))
                .isEqualTo(1);
    }
}
