package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.EnrolmentEnded;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.sms.Numbers;
import dev.countersign.token.Activity;
import dev.countersign.token.SessionScope;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Login with a challenge that the authenticator answers. */
class ChallengeLoginTest {

    private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(5);

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final Phone phone = new Phone(beans);
    private final UUID enrolment = Activations.activate(beans, user, phone);

    @Test
    void theChallengeIsAskedAtOnceAndItsResponseOpensTheWayToOneToken() {
        OpenedAttempt attempt = door.open(user.userName());
        Started started = started(attempt.attempt());
        assertThat(started.kind()).isEqualTo("CHALLENGE");
        assertThat(started.state()).isEqualTo("ISSUED");
        assertThat(started.challenge().orElseThrow()).matches("[1-9][0-9]{5}");
        assertThat(started.triesLeft()).isEqualTo(5);
        assertThat(started.expiresAt()).isEqualTo(beans.clock().instant().plus(CHALLENGE_LIFE));
        assertThat(attempt.attempt().factors())
                .containsExactly(new AttemptView.Factor(enrolment.toString(), "AUTHENTICATOR", "Pixel 8", true));
        assertThat(granted(door.find(attempt))).isEqualTo(attempt.attempt());
        String response = respond(attempt.attempt());

        granted(door.answer(attempt, response.substring(0, 4) + " " + response.substring(4)));
        CompletedLogin login = granted(door.issueToken(attempt, ""));

        SignedInUser caller = beans.<Sessions, Optional<SignedInUser>>call(
                        Sessions.class,
                        sessions -> sessions.findUser(login.token().value(), Activity.COUNTS))
                .orElseThrow();
        assertThat(caller.session().factor()).isEqualTo("AUTHENTICATOR");
        assertThat(caller.session().scope()).isEqualTo(SessionScope.FULL);
        assertThat(reason(door.answer(attempt, response))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(AuditTrail.of(beans, user.id()))
                .endsWith("LOGIN_PASSWORD OK", "LOGIN_FACTOR OK", "LOGIN_TOKEN OK", "LOGIN_FACTOR ATTEMPT_OVER");
    }

    /** It renews its key long before; a draw that finds none left must not look for one for ever. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPhoneThatWasAskedEverythingIsAskedNothing() {
        Instant longAgo = beans.clock().instant().minus(Duration.ofDays(1));
        beans.query(entities -> {
            entities.createNativeQuery(
                            "update enrolment set challenge_suite = 'OCRA-1:HOTP-SHA256-8:QN04' where id = ?1")
                    .setParameter(1, enrolment.toString())
                    .executeUpdate();
            return entities.createNativeQuery("insert into challenge (id, enrolment_id, key_number, question, subject,"
                            + " created_at, expires_at) select random_uuid(), ?1, 1, cast(x as varchar), 'all', ?2, ?2"
                            + " from system_range(1000, 9999)")
                    .setParameter(1, enrolment.toString())
                    .setParameter(2, Timestamp.from(longAgo))
                    .executeUpdate();
        });

        assertThatThrownBy(() -> door.begin(user.userName(), PASSWORD, ClientKind.PORTAL))
                .hasMessageContaining("hardly a question left");
    }

    @Test
    void noSmsIsOfferedOrSentToWhoHasAnAuthenticator() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));

        OpenedAttempt attempt = door.open(user.userName());

        assertThat(attempt.attempt().factors())
                .extracting(AttemptView.Factor::kind)
                .containsExactly("AUTHENTICATOR");
        assertThat(reason(door.sendSms(attempt))).isEqualTo(Reason.OTHER_WAY);
    }

    @Test
    void fiveWrongResponsesEndTheAttempt() {
        OpenedAttempt attempt = door.open(user.userName());
        String right = respond(attempt.attempt());
        String wrong = wrong(right);
        for (int left = 4; left > 0; left--) {
            Refusal refusal = refusal(door.answer(attempt, wrong));
            assertThat(refusal.reason()).isEqualTo(Reason.CR_WRONG);
            assertThat(refusal.triesLeft()).contains(left);
            assertThat(refusal.next()).containsExactly(NextStep.ANSWER, NextStep.CHALLENGE);
        }

        assertThat(refusal(door.answer(attempt, wrong)).next()).containsExactly(NextStep.NEW_LOGIN);

        assertThat(reason(door.answer(attempt, right))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void aWrongPinGivesAWrongResponse() {
        OpenedAttempt attempt = door.open(user.userName());
        String challenge = started(attempt.attempt()).challenge().orElseThrow();

        assertThat(reason(door.answer(attempt, phone.respond(user.userName(), challenge, "8a=31"))))
                .isEqualTo(Reason.CR_WRONG);
    }

    @Test
    void aResponseCountsUntilTheEndOfItsChallenge() {
        OpenedAttempt attempt = door.open(user.userName());
        String late = respond(attempt.attempt());
        beans.clock().pass(CHALLENGE_LIFE);
        assertThat(started(granted(door.find(attempt))).state()).isEqualTo("EXPIRED");

        Refusal refusal = refusal(door.answer(attempt, late));

        assertThat(refusal.reason()).isEqualTo(Reason.CR_EXPIRED);
        assertThat(refusal.next()).containsExactly(NextStep.CHALLENGE);
        AttemptView again = granted(askChallenge(attempt));
        beans.clock().pass(CHALLENGE_LIFE.minusMillis(1));
        assertThat(granted(door.answer(attempt, respond(again)))).isEqualTo(AttemptState.AUTHENTICATED);
    }

    @Test
    void aNewerChallengeEndsTheOneBefore() {
        OpenedAttempt attempt = door.open(user.userName());
        String older = respond(attempt.attempt());
        AttemptView newer = granted(askChallenge(attempt));

        assertThat(reason(door.answer(attempt, older))).isEqualTo(Reason.CR_WRONG);

        assertThat(granted(door.answer(attempt, respond(newer)))).isEqualTo(AttemptState.AUTHENTICATED);
    }

    @Test
    void theResponseOfAnotherAttemptIsRefusedAndStaysGoodThere() {
        OpenedAttempt first = door.open(user.userName());
        OpenedAttempt second = door.open(user.userName());

        assertThat(reason(door.answer(first, respond(second.attempt())))).isEqualTo(Reason.CR_WRONG);

        assertThat(granted(door.answer(second, respond(second.attempt())))).isEqualTo(AttemptState.AUTHENTICATED);
    }

    @Test
    void whoTakesAnotherUserOfHisPhoneIsTold() {
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        Activations.activate(beans, other, phone);
        OpenedAttempt attempt = door.open(user.userName());
        OpenedAttempt others = door.open(other.userName());
        String challenge = started(attempt.attempt()).challenge().orElseThrow();

        Refusal refusal = refusal(door.answer(attempt, phone.respond(other.userName(), challenge)));

        assertThat(refusal.reason()).isEqualTo(Reason.CR_WRONG_USER);
        assertThat(refusal.triesLeft()).contains(4);
        assertThat(granted(door.answer(attempt, respond(attempt.attempt())))).isEqualTo(AttemptState.AUTHENTICATED);
        String theirs = started(others.attempt()).challenge().orElseThrow();
        assertThat(granted(door.answer(others, phone.respond(other.userName(), theirs))))
                .isEqualTo(AttemptState.AUTHENTICATED);
    }

    @Test
    void noChallengeIsAskedTwiceOfOneKeyAndOnlySoManyInAnHour() {
        beans.set("countersign.authenticator.challenges-per-hour", "40");
        OpenedAttempt attempt = door.open(user.userName());
        Set<String> asked =
                new HashSet<>(Set.of(started(attempt.attempt()).challenge().orElseThrow()));
        for (int i = 1; i < 40; i++) {
            assertThat(asked.add(
                            started(granted(askChallenge(attempt))).challenge().orElseThrow()))
                    .isTrue();
        }

        Refusal refusal = refusal(askChallenge(attempt));

        assertThat(refusal.reason()).isEqualTo(Reason.CHALLENGE_LIMIT);
        assertThat(refusal.retryAfter()).contains(Duration.ofHours(1));
        assertThat(reason(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL)))
                .isEqualTo(Reason.CHALLENGE_LIMIT);
        beans.clock().pass(Duration.ofHours(1));
        assertThat(started(door.open(user.userName()).attempt()).state()).isEqualTo("ISSUED");
    }

    @Test
    void theEndOfTheAuthenticatorEndsWhatWaitsForIt() {
        OpenedAttempt attempt = door.open(user.userName());
        String response = respond(attempt.attempt());
        beans.run(Authenticators.class, all -> all.end(all.get(enrolment), EnrolmentState.REVOKED));
        assertThat(reason(door.answer(attempt, response))).isEqualTo(Reason.CR_WRONG);
        beans.run(RemovedFactors.class, removed -> removed.onEnd(new EnrolmentEnded(user.id(), enrolment)));

        assertThat(reason(door.answer(attempt, response))).isEqualTo(Reason.ATTEMPT_OVER);

        assertThat(AuditTrail.of(beans, user.id())).contains("LOGIN_SUPERSEDED AUTHENTICATOR_ENDED");
    }

    @Test
    void whatItsPhoneAnsweredYieldsNothingEither() {
        OpenedAttempt attempt = door.open(user.userName());
        granted(door.answer(attempt, respond(attempt.attempt())));
        beans.run(Authenticators.class, all -> all.end(all.get(enrolment), EnrolmentState.STOPPED));
        beans.run(RemovedFactors.class, removed -> removed.onEnd(new EnrolmentEnded(user.id(), enrolment)));

        assertThat(reason(door.issueToken(attempt, ""))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void anAuthenticatorThatKeepsItsPlaceIsAskedAndAnswersNothing() {
        beans.run(Authenticators.class, all -> all.end(all.get(enrolment), EnrolmentState.RECOVERABLE));

        OpenedAttempt attempt = door.open(user.userName());

        assertThat(started(attempt.attempt()).kind()).isEqualTo("CHALLENGE");
        assertThat(reason(door.answer(attempt, respond(attempt.attempt())))).isEqualTo(Reason.CR_WRONG);
        assertThat(reason(door.sendSms(attempt))).isEqualTo(Reason.OTHER_WAY);
    }

    private LoginOutcome<AttemptView> askChallenge(OpenedAttempt attempt) {
        return beans.call(SecondFactor.class, factor -> factor.askChallenge(attempt.key()));
    }

    private String respond(AttemptView view) {
        return phone.respond(user.userName(), started(view).challenge().orElseThrow());
    }

    private static Started started(AttemptView view) {
        return view.started().orElseThrow();
    }

    private static String wrong(String response) {
        return (response.charAt(0) == '0' ? '1' : '0') + response.substring(1);
    }
}
