package dev.countersign.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which attempts are removed, and when. */
class AttemptSweepTest {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration SESSION_LIFE = Duration.ofHours(12);

    private final Beans beans = new Beans();
    private final User user =
            beans.query(entities -> Users.add(entities, beans.clock().instant()));

    /** Those whose sessions are still kept would be looked through by each batch anew, and are more with each hour. */
    @Test
    void anAttemptWithASessionIsLookedAtWhenItsSessionIsGone() {
        Instant now = beans.clock().instant();
        String failed = ended(AttemptState.FAILED, now.minus(KEPT).minusMillis(1));
        String recent = ended(AttemptState.FAILED, now.minus(KEPT));
        String open = ended(AttemptState.FACTOR_PENDING, now.minus(KEPT).minusMillis(1));
        String yielded = ended(AttemptState.TOKEN_ISSUED, now.minus(KEPT).minus(SESSION_LIFE));
        String older = ended(
                AttemptState.TOKEN_ISSUED, now.minus(KEPT).minus(SESSION_LIFE).minusMillis(1));

        beans.run(AttemptSweep.class, AttemptSweep::removeOld);

        assertThat(List.of(failed, recent, open, yielded, older))
                .filteredOn(this::isThere)
                .containsExactly(recent, open, yielded);
    }

    /** While no server runs more may come together than a transaction has time for. */
    @Test
    void soManyEndAtATimeHoweverFewUsersTheyAreOf() {
        Attempts.expireAll(beans);
        Instant end = beans.clock().instant();
        for (int i = 0; i < AttemptExpiry.BATCH + 2; i++) {
            ended(AttemptState.FACTOR_PENDING, end.minusMillis(i));
        }

        beans.call(AttemptExpiry.class, AttemptExpiry::expireBatch);

        assertThat(left()).as("what is left is over last").containsExactly(end.minusMillis(1), end);

        Attempts.expireAll(beans);

        assertThat(left()).isEmpty();
    }

    private List<Instant> left() {
        return beans.query(entities -> entities.createQuery(
                        "select a.expiresAt from LoginAttempt a where a.userId = :user and a.state = :open"
                                + " order by a.expiresAt",
                        Instant.class)
                .setParameter("user", user.id())
                .setParameter("open", AttemptState.FACTOR_PENDING)
                .getResultList());
    }

    private boolean isThere(String id) {
        return beans.query(entities -> entities.find(LoginAttempt.class, id) != null);
    }

    private String ended(AttemptState state, Instant end) {
        return beans.query(entities -> {
            String id = Attempts.addWithoutNumber(entities, user.id(), end);
            entities.createNativeQuery("update login_attempt set state = ?1, expires_at = ?2 where id = ?3")
                    .setParameter(1, state.name())
                    .setParameter(2, Timestamp.from(end))
                    .setParameter(3, id)
                    .executeUpdate();
            return id;
        });
    }
}
