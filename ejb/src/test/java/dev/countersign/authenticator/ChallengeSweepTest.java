package dev.countersign.authenticator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long it is known what a phone was asked. */
class ChallengeSweepTest {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Beans beans = new Beans();
    private final User user = Users.add(beans, "secret1", Account.OPEN);
    private final UUID enrolment = Activations.activate(beans, user, new Phone(beans));

    /** None is asked twice of one key. */
    @Test
    void asLongAsTheKeyAnswers() {
        String question = ask();
        beans.clock().pass(Duration.ofDays(365));

        sweep();

        assertThat(kept()).containsExactly(question);
    }

    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "RECOVERABLE", "REVOKED"})
    void aDayOfOneThatAnswersNothing(EnrolmentState state) {
        String question = ask();
        beans.run(Authenticators.class, all -> all.end(all.get(enrolment), state));
        beans.clock().pass(LIFE.plusDays(1));

        sweep();
        assertThat(kept()).containsExactly(question);
        beans.clock().pass(Duration.ofMillis(1));
        sweep();

        assertThat(kept()).isEmpty();
    }

    @Test
    void aDayOfKeysBeforeTheOneThatStillAnswers() {
        ask();
        renewed(2, null);
        String second = ask();
        renewed(3, 2);
        String third = ask();
        beans.clock().pass(Duration.ofDays(2));

        sweep();
        assertThat(kept()).containsExactlyInAnyOrder(second, third);
        renewed(3, null);
        sweep();

        assertThat(kept()).containsExactly(third);
    }

    private String ask() {
        Enrolment asked = beans.call(Authenticators.class, (Authenticators all) -> all.get(enrolment));
        Instant end = beans.clock().instant().plus(Duration.ofHours(1));
        return beans.call(
                Challenges.class,
                (Challenges challenges) -> challenges
                        .issueFirst(asked, UUID.randomUUID().toString(), end)
                        .question());
    }

    /** Which of its keys the enrolment answers by. */
    private void renewed(int newest, @Nullable Integer old) {
        beans.query(entities -> entities.createQuery(
                        "update Enrolment e set e.keyNumber = :newest, e.oldKeyNumber = :old where e.id = :id")
                .setParameter("newest", newest)
                .setParameter("old", old)
                .setParameter("id", enrolment.toString())
                .executeUpdate());
    }

    private void sweep() {
        beans.run(ChallengeSweep.class, ChallengeSweep::remove);
    }

    private List<String> kept() {
        return beans.query(entities -> entities.createQuery(
                        "select c.question from IssuedChallenge c where c.enrolmentId = :id", String.class)
                .setParameter("id", enrolment.toString())
                .getResultList());
    }
}
