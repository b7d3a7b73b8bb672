package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import dev.countersign.Overtaken;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.ApprovalAnswer;
import dev.countersign.authenticator.ApprovalAnswer.Decision;
import dev.countersign.authenticator.ApprovalAnswer.OfDevice;
import dev.countersign.authenticator.ApprovalAnswer.OfPin;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.authenticator.Integrity;
import dev.countersign.authenticator.Platform;
import dev.countersign.authenticator.RelyingParty;
import dev.countersign.device.ApprovalRequest;
import dev.countersign.lockout.Caller;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.push.PushDesk;
import dev.countersign.push.PushDesk.WaitingRequest;
import dev.countersign.push.PushServices;
import dev.countersign.push.PushesPaused;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.user.Account;
import dev.countersign.user.OwnSettings;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Login that the user approves on his phone; the app is open, so that no push service is needed. */
class PushLoginTest {

    private static final Duration LIFE = Duration.ofMinutes(3);
    private static final Duration DAY = Duration.ofHours(24);
    private static final RelyingParty HERE = new RelyingParty(List.of("https://login.example"));

    private final Beans beans = new Beans().set("countersign.push.number-matching", "0");
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final Phone phone = new Phone(beans);
    private final UUID enrolment = Activations.activate(beans, user, phone);

    @Test
    void theOpenAppIsAskedAndItsApprovalOpensTheWayToOneToken() {
        OpenedAttempt attempt = open();
        Started started = started(attempt.attempt());
        assertThat(started.kind()).isEqualTo("PUSH");
        assertThat(started.state()).isEqualTo("SENT");
        assertThat(started.expiresAt()).isEqualTo(beans.clock().instant().plus(LIFE));
        assertThat(started.resendsLeft()).contains(2);
        assertThat(started.number()).isEmpty();
        assertThat(started.challenge()).isEmpty();
        assertThat(granted(door.find(attempt))).isEqualTo(attempt.attempt());
        WaitingRequest request = waiting();
        ApprovalRequest shown = ApprovalRequest.parse(request.octets().toArray());
        assertThat(shown.attempt()).hasToString(attempt.attempt().id());
        assertThat(shown.user()).isEqualTo(user.userName());
        assertThat(shown.client()).isEqualTo("Portal 1");
        assertThat(request.enrolment()).isEqualTo(enrolment);

        assertThat(granted(decide(request, phone.approve(user.userName(), request.octets()))))
                .isEqualTo(AttemptState.AUTHENTICATED);

        assertThat(listWaiting()).isEmpty();
        granted(door.issueToken(attempt, ""));
        assertThat(reason(decide(request, phone.approve(user.userName(), request.octets()))))
                .isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(AuditTrail.of(beans, user.id()))
                .endsWith("LOGIN_PASSWORD OK", "LOGIN_FACTOR OK", "LOGIN_TOKEN OK", "LOGIN_FACTOR ATTEMPT_OVER");
    }

    @Test
    void aPhoneThatNothingReachesIsAskedAChallenge() {
        OpenedAttempt attempt = door.open(user.userName());

        assertThat(started(attempt.attempt()).kind()).isEqualTo("CHALLENGE");
        assertThat(reason(door.push(attempt))).isEqualTo(Reason.PUSH_UNREACHABLE);
        phone.keepOpen();
        beans.clock().pass(Duration.ofSeconds(40));
        assertThat(started(door.open(user.userName()).attempt()).kind()).isEqualTo("CHALLENGE");
    }

    /** Then the login takes its other course, and is not kept from its user. */
    @Test
    void aPhoneWhoseAddressDoesNotOpenIsAskedAChallenge() {
        PushServices.register(beans, phone);
        Phone other = new Phone(beans);
        Activations.activate(beans, Users.add(beans, PASSWORD, Account.OPEN), other);
        PushServices.register(beans, other);
        PushServices.move(beans, other, phone);

        OpenedAttempt attempt = door.open(user.userName());

        assertThat(started(attempt.attempt()).kind()).isEqualTo("CHALLENGE");
        assertThat(reason(door.push(attempt))).isEqualTo(Reason.PUSH_UNREACHABLE);
        phone.keepOpen();
        assertThat(started(door.open(user.userName()).attempt()).kind())
                .as("its app is open")
                .isEqualTo("PUSH");
    }

    /** Whoever holds it would learn of each login; the user's own answer is the typed one. */
    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "RECOVERABLE"})
    void aPhoneThatOnlyKeepsItsPlaceIsAskedAChallengeThoughItsServiceKnowsIt(EnrolmentState state) {
        PushServices.register(beans, phone);
        assertThat(started(door.open(user.userName()).attempt()).kind()).isEqualTo("PUSH");
        beans.run(Authenticators.class, all -> all.end(all.get(enrolment), state));

        OpenedAttempt attempt = door.open(user.userName());

        assertThat(started(attempt.attempt()).kind()).isEqualTo("CHALLENGE");
        assertThat(reason(door.push(attempt))).isEqualTo(Reason.PUSH_UNREACHABLE);
        phone.keepOpen();
        assertThat(started(door.open(user.userName()).attempt()).kind())
                .as("its app is open")
                .isEqualTo("CHALLENGE");
    }

    @Test
    void whoWantsNoPushIsAskedAChallenge() {
        beans.run(OwnSettings.class, settings -> settings.preferSeamless(user.id(), false));

        OpenedAttempt attempt = open();

        assertThat(started(attempt.attempt()).kind()).isEqualTo("CHALLENGE");
        assertThat(reason(door.push(attempt))).isEqualTo(Reason.PUSH_OFF);
    }

    @Test
    void aDenialEndsTheAttemptAndTellsTheUser() {
        OpenedAttempt attempt = open();
        WaitingRequest request = waiting();

        assertThat(granted(decide(request, phone.deny(user.userName(), request.octets()))))
                .isEqualTo(AttemptState.DENIED);

        assertThat(door.state(attempt)).isEqualTo(AttemptState.DENIED);
        assertThat(reason(decide(request, phone.approve(user.userName(), request.octets()))))
                .isEqualTo(Reason.DENIED);
        assertThat(reason(door.issueToken(attempt, ""))).isEqualTo(Reason.DENIED);
        assertThat(beans.fired(SecurityEvent.class))
                .extracting(SecurityEvent::kind)
                .contains(SecurityEvent.Kind.LOGIN_DENIED);
        assertThat(AuditTrail.of(beans, user.id())).contains("LOGIN_DENIED OK");
    }

    /** Whoever opened it has learned that the password is right. */
    @Test
    void anUnansweredRequestTellsTheUserOnceTheLoginIsOver() {
        open();
        beans.clock().pass(DAY);

        expire();
        expire();

        assertThat(denials()).isEqualTo(1);
    }

    @Test
    void soDoesOneWhoseEndIsSeenByALateAnswer() {
        OpenedAttempt attempt = open();
        WaitingRequest request = waiting();
        OfPin approval = phone.approve(user.userName(), request.octets());
        beans.clock().pass(DAY);

        decide(request, approval);
        expire();

        assertThat(door.state(attempt)).isEqualTo(AttemptState.EXPIRED);
        assertThat(denials()).isEqualTo(1);
    }

    @Test
    void aStrangerHidesItNotByGivingUp() {
        OpenedAttempt attempt = open();

        granted(cancel(attempt));

        assertThat(denials()).isEqualTo(1);
    }

    @Test
    void onADeviceThatTheUserKnowsGivingUpIsHis() {
        Caller home = new Caller("198.51.100.1", approveOnce());
        phone.keepOpen();
        OpenedAttempt attempt = granted(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL, home));
        assertThat(started(attempt.attempt()).kind()).isEqualTo("PUSH");

        granted(cancel(attempt));

        assertThat(denials()).isZero();
    }

    @Test
    void aLoginThatWasAnsweredInAnotherWayTellsNothing() {
        OpenedAttempt attempt = open();
        answer(attempt, ClientKind.PORTAL);
        beans.clock().pass(DAY);

        expire();

        assertThat(door.state(attempt)).isEqualTo(AttemptState.EXPIRED);
        assertThat(denials()).isZero();
    }

    @Test
    void neitherDoesOneForWhichThePhoneWasNotAsked() {
        door.open(user.userName());
        beans.clock().pass(DAY);

        expire();

        assertThat(denials()).isZero();
    }

    @Test
    void aRequestIsAnsweredUntilItsEnd() {
        OpenedAttempt attempt = open();
        WaitingRequest request = waiting();
        OfPin approval = phone.approve(user.userName(), request.octets());
        beans.clock().pass(LIFE);

        assertThat(started(granted(door.find(attempt))).state()).isEqualTo("EXPIRED");
        assertThat(reason(decide(request, approval))).isEqualTo(Reason.PUSH_EXPIRED);

        beans.clock().pass(Duration.ofSeconds(-1));
        assertThat(granted(decide(request, approval))).isEqualTo(AttemptState.AUTHENTICATED);
    }

    @Test
    void theNewestRequestOfAnAttemptCountsAndThereAreThree() {
        OpenedAttempt attempt = open();
        WaitingRequest first = waiting();
        assertThat(started(granted(door.push(attempt))).resendsLeft()).contains(1);

        assertThat(reason(decide(first, phone.approve(user.userName(), first.octets()))))
                .isEqualTo(Reason.PUSH_SUPERSEDED);

        beans.clock().pass(Duration.ofSeconds(1));
        granted(door.push(attempt));
        Refusal refusal = refusal(door.push(attempt));
        assertThat(refusal.reason()).isEqualTo(Reason.PUSH_LIMIT);
        assertThat(refusal.next()).containsExactly(NextStep.CHALLENGE);
        WaitingRequest last = waiting();
        assertThat(granted(decide(last, phone.approve(user.userName(), last.octets()))))
                .isEqualTo(AttemptState.AUTHENTICATED);
    }

    @Test
    void aNewLoginOfTheSameClientTakesTheRequestOfTheOlderOneFromThePhone() {
        Caller home = new Caller("198.51.100.1", approveOnce());
        phone.keepOpen();
        OpenedAttempt older = granted(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL, home));
        WaitingRequest left = waiting();
        beans.clock().pass(Duration.ofSeconds(1));

        OpenedAttempt newer = granted(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL, home));

        assertThat(door.state(older)).isEqualTo(AttemptState.SUPERSEDED);
        assertThat(listWaiting()).hasSize(1);
        WaitingRequest asked = waiting();
        assertThat(reason(decide(left, phone.approve(user.userName(), left.octets()))))
                .isEqualTo(Reason.ATTEMPT_OVER);
        granted(decide(asked, phone.approve(user.userName(), asked.octets())));
        assertThat(door.state(newer)).isEqualTo(AttemptState.AUTHENTICATED);
    }

    /** Of which nobody has said that it is sound, where somebody has to. */
    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN", "UNSOUND"})
    void aPhoneThatNobodyVouchesForApprovesNothingAndMayDeny(Integrity known) {
        OpenedAttempt attempt = open();
        WaitingRequest request = waiting();
        judge(known);

        assertThat(reason(decide(request, phone.approve(user.userName(), request.octets()))))
                .isEqualTo(Reason.PUSH_DEVICE_REFUSED);

        assertThat(door.state(attempt)).isEqualTo(AttemptState.FACTOR_PENDING);
        granted(decide(request, phone.deny(user.userName(), request.octets())));
        assertThat(door.state(attempt)).isEqualTo(AttemptState.DENIED);
    }

    @Test
    void aPhoneThatIsKnownToBeSoundApproves() {
        OpenedAttempt attempt = open();
        WaitingRequest request = waiting();
        judge(Integrity.SOUND);

        granted(decide(request, phone.approve(user.userName(), request.octets())));

        assertThat(door.state(attempt)).isEqualTo(AttemptState.AUTHENTICATED);
    }

    @Test
    void aWrongPinCountsAsAWrongAnswer() {
        OpenedAttempt attempt = open();
        WaitingRequest request = waiting();
        OfPin wrong = phone.approve(user.userName(), request.octets(), Optional.empty(), "8a=31");
        for (int left = 4; left > 0; left--) {
            Refusal refusal = refusal(decide(request, wrong));
            assertThat(refusal.reason()).isEqualTo(Reason.PUSH_PIN_WRONG);
            assertThat(refusal.triesLeft()).contains(left);
        }

        assertThat(refusal(decide(request, wrong)).triesLeft()).contains(0);

        assertThat(door.state(attempt)).isEqualTo(AttemptState.FAILED);
        assertThat(reason(decide(request, phone.approve(user.userName(), request.octets()))))
                .isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void theResponseOfThePinComesWithEveryApproval() {
        open();
        WaitingRequest request = waiting();
        OfPin right = phone.approve(user.userName(), request.octets());

        assertThat(reason(decide(request, new OfPin(right.jws(), Optional.empty()))))
                .isEqualTo(Reason.PUSH_PIN_WRONG);
    }

    @Test
    void aProofOfAnythingElseIsRefusedAndCountsNot() {
        OpenedAttempt attempt = open();
        WaitingRequest request = waiting();
        ApprovalRequest shown = ApprovalRequest.parse(request.octets().toArray());
        OfPin right = phone.approve(user.userName(), request.octets());
        String name = user.userName();
        Optional<String> none = Optional.empty();
        List<ApprovalAnswer> others = List.of(
                signed(phone.jws(name, phone.fields(name, shown, "DECLINE", none)), right),
                signed(
                        phone.jws(
                                name, phone.fields(name, shown, "APPROVE", none).add("attempt", other())),
                        right),
                signed(
                        phone.jws(
                                name, phone.fields(name, shown, "APPROVE", none).add("enrolment", other())),
                        right),
                signed(
                        phone.jws(
                                name, phone.fields(name, shown, "APPROVE", none).add("nonce", "AAAA")),
                        right),
                signed(
                        phone.jws(
                                name, phone.fields(name, shown, "APPROVE", none).add("requestHash", "AAAA")),
                        right),
                signed(
                        phone.jws(
                                name, phone.fields(name, shown, "APPROVE", none).add("more", "1")),
                        right),
                signed(
                        phone.jws(
                                name,
                                "{\"alg\":\"none\",\"typ\":\"countersign-approval+jws\"}",
                                phone.fields(name, shown, "APPROVE", none)),
                        right),
                signed(phone.jws(name, "{\"alg\":\"ES256\"}", phone.fields(name, shown, "APPROVE", none)), right),
                signed(right.jws().substring(0, right.jws().length() - 6) + "AAAAAA", right),
                signed("", right),
                new OfDevice(Decision.APPROVE, none, Optional.empty()));

        others.forEach(answer -> assertThat(reason(decide(request, answer))).isEqualTo(Reason.PUSH_PROOF_WRONG));

        assertThat(started(granted(door.find(attempt))).triesLeft()).isEqualTo(5);
        assertThat(granted(decide(request, right))).isEqualTo(AttemptState.AUTHENTICATED);
    }

    @Test
    void neitherAnotherUserOfThePhoneNorAnotherPhoneApproves() {
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        Activations.activate(beans, other, phone);
        Phone stranger = new Phone(beans);
        Activations.activate(beans, Users.add(beans, PASSWORD, Account.OPEN), stranger);
        open();
        WaitingRequest request = waiting();

        assertThat(reason(decide(request, phone.approve(other.userName(), request.octets()))))
                .isEqualTo(Reason.PUSH_PROOF_WRONG);

        assertThat(decide(stranger, request.id(), phone.approve(user.userName(), request.octets())))
                .isEmpty();
        assertThat(beans.<PushDesk, Optional<PushDesk.Waiting>>call(
                        PushDesk.class, desk -> desk.findWaiting(phone.installation(), stranger.token())))
                .isEmpty();
    }

    @Test
    void aNumberIsAskedOfANewDeviceAndThreeWrongOnesEndTheAttempt() {
        beans.set("countersign.push.number-matching", "1");
        OpenedAttempt attempt = open();
        String number = started(attempt.attempt()).number().orElseThrow();
        assertThat(number).matches("[1-9][0-9]");
        WaitingRequest request = waiting();
        assertThat(request.asksNumber()).isTrue();
        String wrong = number.equals("42") ? "43" : "42";

        Refusal without = refusal(decide(request, phone.approve(user.userName(), request.octets())));
        assertThat(without.reason()).isEqualTo(Reason.PUSH_NUMBER_WRONG);
        assertThat(without.triesLeft()).contains(2);
        assertThat(reason(decide(request, approve(request, wrong)))).isEqualTo(Reason.PUSH_NUMBER_WRONG);
        beans.clock().pass(Duration.ofSeconds(1));
        granted(door.push(attempt));
        WaitingRequest again = waiting();
        Refusal last = refusal(decide(again, approve(again, "00")));

        assertThat(last.triesLeft()).contains(0);
        assertThat(door.state(attempt)).isEqualTo(AttemptState.FAILED);
    }

    @Test
    void theNumberOfTheLoginScreenApproves() {
        beans.set("countersign.push.number-matching", "2");
        OpenedAttempt attempt = open();
        WaitingRequest request = waiting();

        granted(decide(
                request, approve(request, started(attempt.attempt()).number().orElseThrow())));

        assertThat(door.state(attempt)).isEqualTo(AttemptState.AUTHENTICATED);
    }

    @Test
    void aKnownDeviceAtAKnownAddressIsAskedNoNumberUntilSomethingIsWrong() {
        String cookie = approveOnce();
        beans.set("countersign.push.number-matching", "1");
        assertThat(numberOf(cookie, "198.51.100.1")).isEmpty();
        deny();

        assertThat(numberOf(cookie, "198.51.100.1")).isPresent();

        beans.clock().pass(Duration.ofHours(24));
        assertThat(numberOf(cookie, "198.51.100.1")).isEmpty();
        deny();
        beans.clock().pass(Duration.ofHours(24));
        assertThat(numberOf(cookie, "198.51.100.2")).as("another address").isPresent();
        deny();
        beans.clock().pass(Duration.ofHours(24));
        assertThat(numberOf("", "198.51.100.1")).as("another device").isPresent();
    }

    @Test
    void aResendInTheSameAttemptIsNoReasonToAskForANumber() {
        String cookie = approveOnce();
        beans.set("countersign.push.number-matching", "1");
        phone.keepOpen();
        OpenedAttempt attempt =
                granted(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL, new Caller("198.51.100.1", cookie)));

        assertThat(started(granted(door.push(attempt))).number()).isEmpty();

        assertThat(numberOf(cookie, "198.51.100.1"))
                .as("another attempt is one")
                .isPresent();
    }

    @Test
    void aRequestThatNoServiceTookIsNoReasonToAskForANumber() {
        String cookie = approveOnce();
        beans.set("countersign.push.number-matching", "1");
        assertThat(numberOf(cookie, "198.51.100.1")).isEmpty();
        beans.query(entities -> entities.createNativeQuery(
                        "update push_request set delivery = 'FAILED' where enrolment_id = ?1")
                .setParameter(1, enrolment.toString())
                .executeUpdate());

        assertThat(numberOf(cookie, "198.51.100.1")).isEmpty();

        assertThat(numberOf(cookie, "198.51.100.1")).as("one that came is one").isPresent();
    }

    @Test
    void theNumberStandsBesideTheChallengeWhileThePushWaits() {
        beans.set("countersign.push.number-matching", "2");
        OpenedAttempt attempt = open();
        beans.clock().pass(Duration.ofSeconds(1));
        AttemptView asked = askChallenge(attempt);
        assertThat(started(asked).number())
                .isEqualTo(started(attempt.attempt()).number())
                .isPresent();
        assertThat(granted(door.find(attempt))).isEqualTo(asked);

        beans.clock().pass(LIFE);

        assertThat(started(granted(door.find(attempt))).number()).isEmpty();
    }

    @Test
    void threeUnansweredLoginsPauseThePushesUntilAChallengeIsAnsweredOnThePortal() {
        for (int i = 0; i < 3; i++) {
            assertThat(started(open().attempt()).kind()).isEqualTo("PUSH");
            beans.clock().pass(Duration.ofMinutes(11));
        }

        OpenedAttempt fourth = open();

        assertThat(started(fourth.attempt()).kind()).isEqualTo("CHALLENGE");
        assertThat(started(fourth.attempt()).pushPaused()).isTrue();
        assertThat(granted(door.find(fourth))).isEqualTo(fourth.attempt());
        assertThat(reason(door.push(fourth))).isEqualTo(Reason.PUSH_SUSPENDED);
        assertThat(beans.fired(PushesPaused.class)).hasSize(1);
        answer(fourth, ClientKind.PORTAL);
        assertThat(started(open().attempt()).kind()).isEqualTo("PUSH");
        assertThat(AuditTrail.of(beans, user.id())).contains("PUSH_SUSPENDED UNANSWERED");
    }

    @Test
    void aChallengeAnsweredElsewhereRestoresNoPushes() {
        for (int i = 0; i < 3; i++) {
            open();
        }
        phone.keepOpen();
        OpenedAttempt fourth = granted(door.begin(user.userName(), PASSWORD, ClientKind.WORKSTATION));
        assertThat(started(fourth.attempt()).kind()).isEqualTo("CHALLENGE");

        answer(fourth, ClientKind.WORKSTATION);

        assertThat(started(open().attempt()).kind()).isEqualTo("CHALLENGE");
    }

    @Test
    void anAnswerInBetweenForgivesTheUnansweredOnes() {
        open();
        beans.clock().pass(Duration.ofMinutes(11));
        open();
        WaitingRequest request = waiting();
        granted(decide(request, phone.approve(user.userName(), request.octets())));
        beans.clock().pass(Duration.ofMinutes(11));
        open();
        beans.clock().pass(Duration.ofMinutes(11));

        assertThat(started(open().attempt()).kind()).isEqualTo("PUSH");
    }

    @Test
    void fivePushesInTenMinutesAreTheMost() {
        for (int i = 0; i < 5; i++) {
            open();
            WaitingRequest request = waiting();
            granted(decide(request, phone.approve(user.userName(), request.octets())));
            beans.clock().pass(Duration.ofSeconds(1));
        }

        Started sixth = started(open().attempt());
        assertThat(sixth.kind()).isEqualTo("CHALLENGE");
        assertThat(sixth.pushPaused()).isFalse();

        beans.clock().pass(Duration.ofMinutes(10));
        assertThat(started(open().attempt()).kind()).isEqualTo("PUSH");
    }

    /** However high a limit is set, it is one. */
    @Test
    void asManyPushesAsAreSetAreTheMost() {
        beans.set("countersign.push.most", "25");
        for (int i = 0; i < 25; i++) {
            assertThat(started(open().attempt()).kind()).isEqualTo("PUSH");
            WaitingRequest request = waiting();
            granted(decide(request, phone.approve(user.userName(), request.octets())));
            beans.clock().pass(Duration.ofSeconds(1));
        }

        assertThat(started(open().attempt()).kind()).isEqualTo("CHALLENGE");
    }

    @Test
    void asManyUnansweredLoginsAsAreSetPauseThePushesWithAllTheirRepetitions() {
        beans.set("countersign.push.unanswered", "10");
        for (int i = 0; i < 10; i++) {
            OpenedAttempt attempt = open();
            assertThat(started(attempt.attempt()).kind()).isEqualTo("PUSH");
            granted(door.push(attempt));
            granted(door.push(attempt));
            beans.clock().pass(Duration.ofMinutes(11));
        }

        OpenedAttempt last = open();

        assertThat(started(last.attempt()).pushPaused()).isTrue();
    }

    @Test
    void aChallengeMayBeAskedWhileThePushWaitsAndBothCount() {
        OpenedAttempt attempt = open();
        WaitingRequest request = waiting();
        beans.clock().pass(Duration.ofSeconds(20));
        AttemptView asked = askChallenge(attempt);
        assertThat(started(asked).kind()).isEqualTo("CHALLENGE");
        assertThat(granted(door.find(attempt))).isEqualTo(asked);

        granted(decide(request, phone.approve(user.userName(), request.octets())));

        assertThat(reason(door.answer(
                        attempt,
                        phone.respond(
                                user.userName(), started(asked).challenge().orElseThrow()))))
                .isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void theAnsweredChallengeEndsThePush() {
        OpenedAttempt attempt = open();
        WaitingRequest request = waiting();
        answer(attempt, ClientKind.PORTAL);

        assertThat(reason(decide(request, phone.approve(user.userName(), request.octets()))))
                .isEqualTo(Reason.ATTEMPT_OVER);

        assertThat(listWaiting()).isEmpty();
    }

    @Test
    void whatAPhoneSaysOfALoginThatIsOverIsWrittenOnceAndToldToNobody() {
        OpenedAttempt attempt = open();
        WaitingRequest request = waiting();
        granted(cancel(attempt));
        List<String> before = AuditTrail.of(beans, user.id());
        int hints = beans.fired(AttemptChanged.class).size();

        for (int i = 0; i < 3; i++) {
            assertThat(reason(decide(request, phone.approve(user.userName(), request.octets()))))
                    .isEqualTo(Reason.ATTEMPT_OVER);
        }

        assertThat(AuditTrail.of(beans, user.id())).hasSize(before.size() + 1).endsWith("LOGIN_FACTOR ATTEMPT_OVER");
        assertThat(beans.fired(AttemptChanged.class)).hasSize(hints);
    }

    @Test
    @Timeout(60)
    void aPhoneThatIsFoundUnsoundWhileItsApprovalWaitsOpensNothing() throws Exception {
        open();
        judge(Integrity.SOUND);
        WaitingRequest request = waiting();
        OfPin approval = phone.approve(user.userName(), request.octets());

        LoginOutcome<AttemptState> outcome = Overtaken.call(
                Databases.embedded(),
                user.id(),
                () -> decide(request, approval),
                entities -> entities.createQuery("update Installation i set i.integrity = :unsound,"
                                + " i.version = i.version + 1 where i.id = :id")
                        .setParameter("unsound", Integrity.UNSOUND)
                        .setParameter("id", phone.installation().toString())
                        .executeUpdate());

        assertThat(reason(outcome)).isEqualTo(Reason.PUSH_DEVICE_REFUSED);
    }

    /** The clock of the node that asked again was behind. */
    @Test
    void whatWaitsIsTheNewestRequestWhateverTheClocksSay() {
        OpenedAttempt attempt = open();
        WaitingRequest first = waiting();
        beans.clock().pass(Duration.ofSeconds(1));
        granted(door.push(attempt));
        beans.query(entities -> entities.createQuery("update PushRequest r set r.createdAt = :later where r.id = :id")
                .setParameter("later", beans.clock().instant().plusSeconds(1))
                .setParameter("id", first.id().toString())
                .executeUpdate());

        assertThat(started(granted(door.find(attempt))).state()).isEqualTo("SENT");
    }

    @Test
    void whereAPhoneAnswersTooOftenAtOnceItIsToldToWait() {
        AttemptTurns turns = new AttemptTurns(Duration.ofMillis(1));
        beans.give(AttemptTurns.class, turns);
        open();
        WaitingRequest request = waiting();
        OfPin approval = phone.approve(user.userName(), request.octets());

        LoginOutcome<AttemptState> third = turns.take(
                        phone.token(), () -> turns.take(phone.token(), () -> decide(request, approval)))
                .orElseThrow()
                .orElseThrow();

        assertThat(reason(third)).isEqualTo(Reason.BUSY);
        assertThat(granted(decide(request, approval))).isEqualTo(AttemptState.AUTHENTICATED);
    }

    private LoginOutcome<AttemptState> cancel(OpenedAttempt attempt) {
        return beans.call(SecondFactor.class, factor -> factor.cancel(attempt.key()));
    }

    private void expire() {
        Attempts.expireAll(beans);
    }

    /** How often the user was told that somebody may know his password. */
    private long denials() {
        return beans.fired(SecurityEvent.class).stream()
                .filter(event -> event.userId() == user.id() && event.kind() == SecurityEvent.Kind.LOGIN_DENIED)
                .count();
    }

    private void answer(OpenedAttempt attempt, ClientKind kind) {
        AttemptView asked = attempt.attempt();
        if (!started(asked).kind().equals("CHALLENGE")) {
            beans.clock().pass(Duration.ofSeconds(1));
            asked = askChallenge(attempt);
        }
        String response =
                phone.respond(user.userName(), started(asked).challenge().orElseThrow());
        assertThat(granted(door.answer(attempt, response))).as(kind.name()).isEqualTo(AttemptState.AUTHENTICATED);
    }

    private AttemptView askChallenge(OpenedAttempt attempt) {
        return granted(beans.<SecondFactor, LoginOutcome<AttemptView>>call(
                SecondFactor.class, factor -> factor.askChallenge(attempt.key())));
    }

    /** Logs in at the address and keeps the cookie of the device. */
    private String approveOnce() {
        phone.keepOpen();
        OpenedAttempt attempt =
                granted(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL, new Caller("198.51.100.1", "")));
        WaitingRequest request = waiting();
        granted(decide(request, phone.approve(user.userName(), request.octets())));
        return granted(door.issueToken(attempt, "")).deviceCookie();
    }

    /** The app is one of a platform that vouches for phones, and this is what is known of it. */
    private void judge(Integrity integrity) {
        beans.query(entities -> entities.createQuery(
                        "update Installation i set i.platform = :platform, i.integrity = :integrity where i.id = :id")
                .setParameter("platform", Platform.ANDROID)
                .setParameter("integrity", integrity)
                .setParameter("id", phone.installation().toString())
                .executeUpdate());
    }

    private Optional<String> numberOf(String cookie, String address) {
        phone.keepOpen();
        OpenedAttempt attempt =
                granted(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL, new Caller(address, cookie)));
        assertThat(started(attempt.attempt()).kind()).isEqualTo("PUSH");
        return started(attempt.attempt()).number();
    }

    private void deny() {
        WaitingRequest request = waiting();
        granted(decide(request, phone.deny(user.userName(), request.octets())));
    }

    private OpenedAttempt open() {
        phone.keepOpen();
        return door.open(user.userName());
    }

    private List<WaitingRequest> listWaiting() {
        return beans.<PushDesk, Optional<PushDesk.Waiting>>call(
                        PushDesk.class, desk -> desk.findWaiting(phone.installation(), phone.token()))
                .orElseThrow()
                .requests();
    }

    /** The newest one. */
    private WaitingRequest waiting() {
        return listWaiting().get(0);
    }

    private OfPin approve(WaitingRequest request, String number) {
        return phone.approve(user.userName(), request.octets(), Optional.of(number), Phone.PIN);
    }

    private LoginOutcome<AttemptState> decide(WaitingRequest request, ApprovalAnswer answer) {
        return decide(phone, request.id(), answer).orElseThrow();
    }

    private Optional<LoginOutcome<AttemptState>> decide(Phone from, UUID request, ApprovalAnswer answer) {
        return beans.call(
                Approvals.class,
                approvals -> approvals.decide(from.installation(), from.token(), request, answer, HERE));
    }

    private static ApprovalAnswer signed(String jws, OfPin right) {
        return new OfPin(jws, right.response());
    }

    private static String other() {
        return UUID.randomUUID().toString();
    }

    private static Started started(AttemptView view) {
        return view.started().orElseThrow();
    }
}
