package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.audit.AuditTrail;
import dev.countersign.factor.ResynchronisedFactor.TwoCodes;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.Numbers;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whoever has an account has as many attempts that are over as he likes, and their secrets: what he can do with them. */
class EndedAttemptsTest {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final Database DATABASE = Databases.impatient("ended-attempts");
    private final Beans beans = new Beans(DATABASE);
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);

    EndedAttemptsTest() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    }

    @Test
    void noStepOfThemWaitsForTheUsersRow() {
        OpenedAttempt attempt = cancelled();

        List<Reason> reasons = whileTheRowIsHeld(() -> steps(attempt));

        assertThat(reasons).hasSize(9).containsOnly(Reason.ATTEMPT_OVER);
    }

    @Test
    void neitherDoesOneThatIsOverdue() {
        OpenedAttempt attempt = door.open(user.userName());
        beans.clock().pass(LIFE);

        List<Reason> reasons = whileTheRowIsHeld(() -> steps(attempt));

        assertThat(reasons).hasSize(9).containsOnly(Reason.ATTEMPT_EXPIRED);
    }

    /** Whoever tried had the password. */
    @Test
    void theOwnerOfOneWhoseTriesWereAllWrongIsTold() {
        OpenedAttempt attempt = door.open(user.userName());
        String wrong = door.wrongCode(attempt);
        for (int i = 0; i < 4; i++) {
            door.answer(attempt, wrong);
        }
        assertThat(beans.fired(SecurityEvent.class)).isEmpty();

        door.answer(attempt, wrong);

        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(SecurityEvent.of(user.id(), SecurityEvent.Kind.LOGIN_DENIED)
                        .by(Channel.SMS));
    }

    @Test
    void theirRefusalsAreCountedAndOneOfAnHourIsWritten() {
        OpenedAttempt attempt = cancelled();
        List<String> before = AuditTrail.of(beans, user.id());
        int hints = beans.fired(AttemptChanged.class).size();

        for (int i = 0; i < 30; i++) {
            assertThat(reason(door.sendSms(attempt))).isEqualTo(Reason.ATTEMPT_OVER);
        }

        assertThat(AuditTrail.of(beans, user.id())).hasSize(before.size() + 1).endsWith("LOGIN_SMS ATTEMPT_OVER");
        assertThat(beans.fired(AttemptChanged.class)).as("told to all nodes").hasSize(hints);
        beans.clock().pass(Duration.ofHours(1));
        AuditTrail.sumUp(beans);
        assertThat(AuditTrail.of(beans, user.id())).endsWith("LOGIN_SMS_REPEATED ATTEMPT_OVER_29");
    }

    /** It lives for minutes, and the next one is a password away. */
    @Test
    void whatCostsNoTryIsCountedWhileTheAttemptIsOpenToo() {
        OpenedAttempt attempt = door.open(user.userName());
        List<String> before = AuditTrail.of(beans, user.id());

        for (int i = 0; i < 5; i++) {
            assertThat(reason(door.sendSms(attempt))).isEqualTo(Reason.SMS_COOLDOWN);
        }
        String wrong = door.wrongCode(attempt);
        door.answer(attempt, wrong);
        door.answer(attempt, wrong);

        assertThat(AuditTrail.of(beans, user.id()).subList(before.size(), before.size() + 3))
                .containsExactly("LOGIN_SMS SMS_COOLDOWN", "LOGIN_FACTOR SMS_WRONG", "LOGIN_FACTOR SMS_WRONG");
    }

    @Test
    void whoHasNotTheSecretLearnsNothingOfThem() {
        OpenedAttempt attempt = cancelled();

        assertThat(reason(door.sendSms(new OpenedAttempt(attempt.attempt(), "guessed"))))
                .isEqualTo(Reason.UNKNOWN_ATTEMPT);
    }

    @Test
    void whereTooManyStepsOfOneComeAtOnceTheOthersAreToldToWait() {
        AttemptTurns turns = new AttemptTurns(Duration.ofMillis(1));
        beans.give(AttemptTurns.class, turns);
        OpenedAttempt attempt = door.open(user.userName());
        OpenedAttempt other = door.open(user.userName());

        Refusal refusal = turns.take(
                        attempt.secret(), () -> turns.take(attempt.secret(), () -> refusal(door.sendSms(attempt))))
                .orElseThrow()
                .orElseThrow();
        LoginOutcome<AttemptState> beside = turns.take(
                        attempt.secret(), () -> turns.take(attempt.secret(), () -> cancel(other)))
                .orElseThrow()
                .orElseThrow();

        assertThat(refusal.reason()).isEqualTo(Reason.BUSY);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(granted(beside)).isEqualTo(AttemptState.CANCELLED);
        granted(cancel(attempt));
    }

    private <T> T whileTheRowIsHeld(Supplier<T> work) {
        return DATABASE.call(entities -> {
            entities.createNativeQuery("select id from login_user where id = ?1 for update")
                    .setParameter(1, user.id())
                    .getSingleResult();
            return work.get();
        });
    }

    private List<Reason> steps(OpenedAttempt attempt) {
        String id = attempt.attempt().id();
        String secret = attempt.secret();
        return List.of(
                reason(door.answer(attempt, "123456")),
                reason(door.sendSms(attempt)),
                reason(door.issueToken(attempt, "")),
                reason(beans.<SecondFactor, LoginOutcome<?>>call(
                        SecondFactor.class, factor -> factor.askChallenge(new AttemptKey(id, secret)))),
                reason(beans.<SecondFactor, LoginOutcome<?>>call(
                        SecondFactor.class, factor -> factor.push(new AttemptKey(id, secret)))),
                reason(beans.<SecondFactor, LoginOutcome<?>>call(
                        SecondFactor.class, factor -> factor.choose(new AttemptKey(id, secret), "another"))),
                reason(cancel(attempt)),
                reason(beans.<Resynchronisation, LoginOutcome<?>>call(
                        Resynchronisation.class, again -> again.ask(id, secret))),
                reason(beans.<Resynchronisation, LoginOutcome<?>>call(
                        Resynchronisation.class, again -> again.answer(id, secret, new TwoCodes("1", "2")))));
    }

    private OpenedAttempt cancelled() {
        OpenedAttempt attempt = door.open(user.userName());
        granted(cancel(attempt));
        return attempt;
    }

    private LoginOutcome<AttemptState> cancel(OpenedAttempt attempt) {
        return beans.call(SecondFactor.class, factor -> factor.cancel(attempt.key()));
    }
}
