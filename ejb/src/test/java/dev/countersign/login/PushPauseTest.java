package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.push.PushesPaused;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushes that nobody answers: when they are paused, and whether their user is told. */
class PushPauseTest {

    private static final Duration WINDOW = Duration.ofMinutes(11);

    private final Beans beans = new Beans().set("countersign.push.number-matching", "0");
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final Totps app = Totps.add(beans, signIn(), "Other app");
    private final Phone phone = new Phone(beans);
    private final UUID enrolment = Activations.activate(beans, user, phone);

    /** Whoever has the password may choose it at each login. */
    @Test
    void aPhoneThatIsNotTheDefaultIsPausedTheSame() {
        useAnotherAppLast();
        for (int i = 0; i < 3; i++) {
            OpenedAttempt attempt = open();
            assertThat(started(attempt.attempt()).kind()).isEqualTo("TOTP");
            assertThat(started(granted(door.push(attempt))).kind()).isEqualTo("PUSH");
            beans.clock().pass(WINDOW);
        }
        OpenedAttempt fourth = open();

        assertThat(reason(door.push(fourth))).isEqualTo(Reason.PUSH_SUSPENDED);

        assertThat(reason(door.push(open()))).isEqualTo(Reason.PUSH_SUSPENDED);
        assertThat(notices()).isEqualTo(1);
        assertThat(AuditTrail.of(beans, user.id())).containsOnlyOnce("PUSH_SUSPENDED UNANSWERED");
    }

    @Test
    void whoChoosesAPhoneThatIsPausedByItIsAskedAChallenge() {
        useAnotherAppLast();
        for (int i = 0; i < 3; i++) {
            granted(door.push(open()));
            beans.clock().pass(WINDOW);
        }
        OpenedAttempt fourth = open();

        AttemptView chosen =
                granted(beans.call(SecondFactor.class, factor -> factor.choose(fourth.key(), enrolment.toString())));

        assertThat(started(chosen).kind()).isEqualTo("CHALLENGE");
        assertThat(started(chosen).pushPaused()).isTrue();
        assertThat(notices()).isEqualTo(1);
    }

    @Test
    void thePushesOfAnOpenAttemptMayBeRepeatedThoughTwoBeforeItWereUnanswered() {
        for (int i = 0; i < 2; i++) {
            open();
            beans.clock().pass(WINDOW);
        }
        OpenedAttempt third = open();

        granted(door.push(third));
        granted(door.push(third));

        assertThat(reason(door.push(third))).isEqualTo(Reason.PUSH_LIMIT);
        assertThat(notices()).isZero();
    }

    /** No third attempt asks the phone, so that none is ever the third one in a row. */
    @Test
    void twoLoginsThatTakeUpAllRequestsByRepeatingThemPauseThePushesAtTheThird() {
        OpenedAttempt second = takeUpAllRequests();
        assertThat(reason(door.push(second))).as("his own repetitions").isEqualTo(Reason.PUSH_LIMIT);
        assertThat(notices()).isZero();

        OpenedAttempt third = open();

        assertThat(started(third.attempt()).kind()).isEqualTo("CHALLENGE");
        assertThat(started(third.attempt()).pushPaused()).isTrue();
        assertThat(notices()).isEqualTo(1);
    }

    @Test
    void soTheyDoWhereThePhoneIsNotTheDefault() {
        useAnotherAppLast();
        OpenedAttempt first = open();
        granted(door.push(first));
        granted(door.push(first));
        granted(door.push(first));
        pass();
        OpenedAttempt second = open();
        granted(door.push(second));
        granted(door.push(second));
        pass();

        assertThat(reason(door.push(open()))).isEqualTo(Reason.PUSH_SUSPENDED);

        assertThat(notices()).isEqualTo(1);
    }

    @Test
    void oneLoginAloneThatTakesUpAllRequestsPausesNothing() {
        beans.set("countersign.push.resends", "4");
        OpenedAttempt first = open();
        for (int i = 0; i < 4; i++) {
            granted(door.push(first));
        }
        pass();

        OpenedAttempt second = open();

        assertThat(started(second.attempt()).kind()).isEqualTo("CHALLENGE");
        assertThat(started(second.attempt()).pushPaused()).isFalse();
        assertThat(reason(door.push(second))).isEqualTo(Reason.PUSH_LIMIT);
    }

    @Test
    void whatAChallengeOnThePortalForgaveCountsNoMore() {
        OpenedAttempt second = takeUpAllRequests();
        answer(second);
        pass();

        OpenedAttempt third = open();

        assertThat(started(third.attempt()).kind()).isEqualTo("CHALLENGE");
        assertThat(started(third.attempt()).pushPaused()).isFalse();
    }

    /** While no push service takes anything, all users would lose their pushes. */
    @Test
    void requestsThatNoServiceTookPauseNothing() {
        for (int i = 0; i < 3; i++) {
            lose(open());
            beans.clock().pass(WINDOW);
        }

        assertThat(started(open().attempt()).kind()).isEqualTo("PUSH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"received_at", "opened_at"})
    void theyDoWhereTheOpenAppShowsThemAllTheSame(String seen) {
        for (int i = 0; i < 3; i++) {
            OpenedAttempt attempt = open();
            lose(attempt);
            beans.query(entities -> entities.createNativeQuery(
                            "update push_request set " + seen + " = created_at where attempt_id = ?1")
                    .setParameter(1, attempt.attempt().id())
                    .executeUpdate());
            beans.clock().pass(WINDOW);
        }

        assertThat(started(open().attempt()).pushPaused()).isTrue();
    }

    @Test
    void whoCameInByChallengeEachTimeIsWarnedOfNobody() {
        for (int i = 0; i < 3; i++) {
            completeByChallenge();
        }

        assertThat(started(open().attempt()).pushPaused()).isTrue();

        assertThat(notices()).isZero();
    }

    @Test
    void whoDidNotOnceIsWarned() {
        completeByChallenge();
        open();
        beans.clock().pass(WINDOW);
        completeByChallenge();

        assertThat(started(open().attempt()).pushPaused()).isTrue();

        assertThat(notices()).isEqualTo(1);
    }

    /** Three requests for one login and two for the next one; returns that one. */
    private OpenedAttempt takeUpAllRequests() {
        OpenedAttempt first = open();
        granted(door.push(first));
        granted(door.push(first));
        pass();
        OpenedAttempt second = open();
        granted(door.push(second));
        pass();
        return second;
    }

    /** A login that does not bring pushes back. */
    private void completeByChallenge() {
        phone.keepOpen();
        OpenedAttempt attempt = granted(door.begin(user.userName(), PASSWORD, ClientKind.WORKSTATION));
        assertThat(started(attempt.attempt()).kind()).isEqualTo("PUSH");
        pass();
        answer(attempt);
        granted(door.issueToken(attempt, ""));
        beans.clock().pass(WINDOW);
    }

    private void answer(OpenedAttempt attempt) {
        AttemptView asked = granted(beans.<SecondFactor, LoginOutcome<AttemptView>>call(
                SecondFactor.class, factor -> factor.askChallenge(attempt.key())));
        String response =
                phone.respond(user.userName(), started(asked).challenge().orElseThrow());
        granted(door.answer(attempt, response));
    }

    /** In a session that codes by SMS confirm. */
    private SignedInUser signIn() {
        return beans.query(entities -> {
            Numbers.add(entities, user.id(), beans.clock().instant());
            return SignedIn.add(entities, user, beans.clock().instant());
        });
    }

    /** From now on the phone is the user's second choice. */
    private void useAnotherAppLast() {
        OpenedAttempt attempt = door.open(user.userName());
        granted(beans.<SecondFactor, LoginOutcome<AttemptView>>call(
                SecondFactor.class, factor -> factor.choose(attempt.key(), app.id())));
        granted(door.answer(attempt, app.code()));
        granted(door.issueToken(attempt, ""));
    }

    private void lose(OpenedAttempt attempt) {
        beans.query(entities -> entities.createNativeQuery(
                        "update push_request set delivery = 'FAILED' where attempt_id = ?1")
                .setParameter(1, attempt.attempt().id())
                .executeUpdate());
    }

    /** How often the user was told that somebody may know his password, because his pushes were paused. */
    private long notices() {
        beans.fired(PushesPaused.class).stream()
                .filter(event -> event.userId() == user.id())
                .forEach(event -> beans.run(AttemptEnds.class, ends -> ends.onPaused(event)));
        return beans.fired(SecurityEvent.class).stream()
                .filter(event -> event.userId() == user.id() && event.kind() == SecurityEvent.Kind.PUSH_SUSPENDED)
                .count();
    }

    private void pass() {
        beans.clock().pass(Duration.ofSeconds(1));
    }

    private OpenedAttempt open() {
        phone.keepOpen();
        return door.open(user.userName());
    }

    private static Started started(AttemptView view) {
        return view.started().orElseThrow();
    }
}
