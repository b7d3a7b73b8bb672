package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.lockout.HeldTurn;
import dev.countersign.lockout.Lane;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.number.NumberChanged;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.sms.SmsReport;
import dev.countersign.token.Activity;
import dev.countersign.token.SessionScope;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an attempt after the right password. */
class SecondFactorTest {

    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final Duration LIFE = Duration.ofMinutes(10);

    /** SMPP 3.4 section 5.1.3: ESME_RSYSERR. */
    private static final int SYSTEM_ERROR = 8;

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final String number = addNumber();

    @Test
    void theRightCodeOpensTheWayToOneToken() {
        OpenedAttempt attempt = door.open(user.userName());
        assertThat(reason(door.issueToken(attempt, ""))).isEqualTo(Reason.FACTOR_DUE);
        beans.clock().pass(Duration.ofMinutes(1));

        AttemptState state = granted(door.answer(attempt, door.code(attempt)));
        CompletedLogin login = granted(door.issueToken(attempt, ""));

        assertThat(state).isEqualTo(AttemptState.AUTHENTICATED);
        SignedInUser caller = caller(login);
        assertThat(caller.userId()).isEqualTo(user.id());
        assertThat(caller.session().factor()).isEqualTo("SMS");
        assertThat(caller.session().scope()).isEqualTo(SessionScope.FULL);
        assertThat(SentCodes.find(beans, CodePurpose.LOGIN, attempt.attempt().id()))
                .as("the text is blank")
                .isEmpty();
        assertThat(beans.fired(LoginCompleted.class)).containsExactly(new LoginCompleted("SMS"));
        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(
                        SecurityEvent.of(user.id(), SecurityEvent.Kind.LOGIN).by(Channel.SMS));
        assertThat(reason(door.issueToken(attempt, ""))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(AuditTrail.of(beans, user.id()))
                .containsExactly(
                        "LOGIN_PASSWORD OK",
                        "LOGIN_TOKEN FACTOR_DUE",
                        "LOGIN_FACTOR OK",
                        "LOGIN_TOKEN OK",
                        "LOGIN_TOKEN ATTEMPT_OVER");
        assertThat(beans.fired(AttemptChanged.class)).hasSize(3);
    }

    @Test
    void theTokenTellsSinceWhenTheNumberIsProven() {
        String since = "\"factor_since\":" + beans.clock().instant().getEpochSecond();
        beans.clock().pass(Duration.ofDays(3));
        OpenedAttempt attempt = door.open(user.userName());
        granted(door.answer(attempt, door.code(attempt)));

        CompletedLogin login = granted(door.issueToken(attempt, ""));

        assertThat(beans.call(
                                Sessions.class,
                                sessions -> sessions.introspect(login.token().value()))
                        .orElseThrow())
                .contains(since);
    }

    @Test
    void blanksAndHyphensInACodeAreForgiven() {
        OpenedAttempt attempt = door.open(user.userName());
        String code = door.code(attempt);

        granted(door.answer(attempt, " " + code.substring(0, 3) + "-" + code.substring(3)));
    }

    /**
     * As a login does that ends another one: users who have a turn in common by chance, and whose messages a gateway tells of at once, would
     * wait for each other else, and a wrong answer would count for nothing.
     */
    @Test
    @Timeout(60)
    void theLastWrongCodeTakesTheTurnBeforeItsMessage() throws Exception {
        OpenedAttempt attempt = door.open(user.userName());
        String wrong = door.wrongCode(attempt);
        for (int left = 4; left > 0; left--) {
            assertThat(refusal(door.answer(attempt, wrong)).triesLeft()).contains(left);
        }

        LoginOutcome<AttemptState> last = HeldTurn.behind(
                beans,
                Lane.ofUser(user.id(), ""),
                () -> door.answer(attempt, wrong),
                () -> assertThat(SentCodes.isFree(
                                beans, CodePurpose.LOGIN, attempt.attempt().id()))
                        .isTrue());

        assertThat(refusal(last).triesLeft()).contains(0);
        assertThat(SentCodes.find(beans, CodePurpose.LOGIN, attempt.attempt().id()))
                .as("the text is blank")
                .isEmpty();
    }

    @Test
    void whoHasNotTheSecretOfAnAttemptFindsNone() {
        OpenedAttempt attempt = door.open(user.userName());
        OpenedAttempt guessed = new OpenedAttempt(attempt.attempt(), "guessed");

        assertThat(reason(door.find(guessed))).isEqualTo(Reason.UNKNOWN_ATTEMPT);
        assertThat(reason(door.answer(guessed, door.code(attempt)))).isEqualTo(Reason.UNKNOWN_ATTEMPT);
        assertThat(reason(door.sendSms(guessed))).isEqualTo(Reason.UNKNOWN_ATTEMPT);
        assertThat(reason(door.issueToken(guessed, ""))).isEqualTo(Reason.UNKNOWN_ATTEMPT);

        assertThat(refusal(door.find(guessed)).next()).containsExactly(NextStep.NEW_LOGIN);
        assertThat(door.state(attempt)).isEqualTo(AttemptState.FACTOR_PENDING);
    }

    @Test
    void whatIsToldOfAnSmsAtOnceIsWhatIsReadLater() {
        OpenedAttempt attempt = door.open(user.userName());
        assertThat(granted(door.find(attempt))).isEqualTo(attempt.attempt());

        OpenedAttempt waiting = door.open(user.userName());
        assertThat(waiting.attempt().started().orElseThrow().state()).isEqualTo("COOLDOWN");
        assertThat(granted(door.find(waiting))).isEqualTo(waiting.attempt());

        beans.clock().pass(PAUSE);
        AttemptView again = granted(door.sendSms(attempt));
        assertThat(granted(door.find(attempt))).isEqualTo(again);
    }

    @Test
    void fiveWrongCodesEndTheAttempt() {
        OpenedAttempt attempt = door.open(user.userName());
        String code = door.code(attempt);
        String wrong = door.wrongCode(attempt);
        for (int left = 4; left > 0; left--) {
            Refusal refusal = refusal(door.answer(attempt, wrong));
            assertThat(refusal.reason()).isEqualTo(Reason.SMS_WRONG);
            assertThat(refusal.triesLeft()).contains(left);
            assertThat(refusal.next()).containsExactly(NextStep.ANSWER, NextStep.SMS);
        }

        Refusal last = refusal(door.answer(attempt, wrong));

        assertThat(last.triesLeft()).contains(0);
        assertThat(last.next()).containsExactly(NextStep.NEW_LOGIN);
        Refusal over = refusal(door.answer(attempt, code));
        assertThat(over.reason()).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(over.next()).containsExactly(NextStep.NEW_LOGIN);
        assertThat(door.state(attempt)).isEqualTo(AttemptState.FAILED);
        assertThat(SentCodes.find(beans, CodePurpose.LOGIN, attempt.attempt().id()))
                .isEmpty();
    }

    @Test
    void tenWrongCodesCloseAllLanes() {
        for (int round = 0; round < 2; round++) {
            OpenedAttempt attempt = door.open(user.userName());
            String wrong = door.wrongCode(attempt);
            for (int i = 0; i < 5; i++) {
                assertThat(reason(door.answer(attempt, wrong))).isEqualTo(Reason.SMS_WRONG);
            }
            beans.clock().pass(PAUSE);
        }

        assertThat(AuditTrail.of(beans, user.id())).containsOnlyOnce("LOGIN_LANE_CLOSED SMS_WRONG");
        assertThat(reason(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL)))
                .isEqualTo(Reason.LOCKED);
    }

    @Test
    void anOpenAttemptInAClosedLaneIsRefused() {
        OpenedAttempt attempt = door.open(user.userName());
        String code = door.code(attempt);
        for (int i = 0; i < 10; i++) {
            door.begin(user.userName(), "secret2", ClientKind.PORTAL);
        }
        beans.clock().pass(Duration.ofMinutes(1));

        Refusal refusal = refusal(door.answer(attempt, code));

        assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
        assertThat(refusal.next()).containsExactly(NextStep.HELP_DESK);
        assertThat(refusal.retryAfter()).contains(Duration.ofHours(24).minusMinutes(1));
        assertThat(door.state(attempt)).isEqualTo(AttemptState.FACTOR_PENDING);
    }

    @Test
    void aLockedUserGetsNoFurther() {
        OpenedAttempt attempt = door.open(user.userName());
        Users.lock(beans, user.id());

        Refusal refusal = refusal(door.answer(attempt, door.code(attempt)));

        assertThat(refusal.reason()).isEqualTo(Reason.LOCKED);
        assertThat(refusal.next()).containsExactly(NextStep.HELP_DESK);
        assertThat(refusal.retryAfter()).isEmpty();
        assertThat(AuditTrail.of(beans, user.id())).endsWith("LOGIN_FACTOR LOCKED");
    }

    @Test
    void anSmsGoesAgainAfterTwoMinutesWithTheSameCode() {
        OpenedAttempt attempt = door.open(user.userName());
        String code = door.code(attempt);
        beans.clock().pass(PAUSE.minusSeconds(1));
        Refusal early = refusal(door.sendSms(attempt));
        assertThat(early.reason()).isEqualTo(Reason.SMS_COOLDOWN);
        assertThat(early.retryAfter()).contains(Duration.ofSeconds(1));
        assertThat(early.next()).containsExactly(NextStep.ANSWER, NextStep.SMS);

        beans.clock().pass(Duration.ofSeconds(1));
        AttemptView view = granted(door.sendSms(attempt));

        assertThat(view.started().orElseThrow().resendAt())
                .contains(beans.clock().instant().plus(PAUSE));
        assertThat(door.code(attempt)).isEqualTo(code);
        assertThat(SentCodes.count(beans, CodePurpose.LOGIN, attempt.attempt().id()))
                .isEqualTo(2);
        assertThat(AuditTrail.of(beans, user.id())).endsWith("LOGIN_SMS SMS_COOLDOWN", "LOGIN_SMS OK");
    }

    /** It would run into the same block until the number's limits were used up. */
    @Test
    void whatTheCarrierHasBlockedIsNotSentAgain() {
        OpenedAttempt attempt = door.open(user.userName());
        SentCodes.refuse(beans, CodePurpose.LOGIN, attempt.attempt().id(), SYSTEM_ERROR);
        beans.clock().pass(PAUSE);

        Refusal refusal = refusal(door.sendSms(attempt));

        assertThat(refusal.reason()).isEqualTo(Reason.SMS_CARRIER_BLOCKED);
        assertThat(granted(door.find(attempt)).started().orElseThrow().message())
                .map(SmsReport::standing)
                .contains(SmsReport.Standing.BLOCKED);
        assertThat(refusal.next()).containsExactly(NextStep.HELP_DESK);
        assertThat(refusal.retryAfter()).isEmpty();
        assertThat(SentCodes.count(beans, CodePurpose.LOGIN, attempt.attempt().id()))
                .isEqualTo(1);
        assertThat(door.state(attempt)).isEqualTo(AttemptState.FACTOR_PENDING);
        assertThat(AuditTrail.of(beans, user.id())).endsWith("LOGIN_SMS SMS_CARRIER_BLOCKED");
    }

    /** Waiting does not help, tomorrow neither. */
    @Test
    void whoseNumberNoSmsGoesToIsTold() {
        Numbers.close(
                beans,
                beans.<MobileNumbers, String>call(
                        MobileNumbers.class,
                        numbers -> numbers.findDefault(user.id()).orElseThrow().e164()));
        OpenedAttempt attempt = door.open(user.userName());
        Started begun = attempt.attempt().started().orElseThrow();
        assertThat(begun.state()).isEqualTo("FAILED");
        assertThat(begun.reason()).contains(Reason.SMS_CLOSED);
        assertThat(begun.retryAfter()).isEmpty();
        assertThat(begun.resendAt()).isEmpty();
        assertThat(granted(door.find(attempt)).started()).contains(begun);

        Refusal refusal = refusal(door.sendSms(attempt));

        assertThat(refusal.reason()).isEqualTo(Reason.SMS_CLOSED);
        assertThat(refusal.next()).containsExactly(NextStep.HELP_DESK);
        assertThat(refusal.retryAfter()).isEmpty();
        assertThat(door.state(attempt)).isEqualTo(AttemptState.FACTOR_PENDING);
    }

    @Test
    void whatFailedOtherwiseIs() {
        OpenedAttempt attempt = door.open(user.userName());
        SentCodes.refuse(beans, CodePurpose.LOGIN, attempt.attempt().id(), SmsResult.Refusal.NO_ROUTE);
        beans.clock().pass(PAUSE);

        granted(door.sendSms(attempt));
    }

    @Test
    void aNumberGetsSoManySmsAnHour() {
        beans.set("countersign.sms.per-hour", "1");
        OpenedAttempt attempt = door.open(user.userName());
        beans.clock().pass(PAUSE);

        Refusal refusal = refusal(door.sendSms(attempt));

        assertThat(refusal.reason()).isEqualTo(Reason.SMS_LIMIT);
        assertThat(refusal.next()).as("he has nothing else").containsExactly(NextStep.ANSWER, NextStep.SMS);
        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(58));
    }

    @Test
    void anAttemptThatIsOverSendsNothing() {
        OpenedAttempt answered = door.open(user.userName());
        granted(door.answer(answered, door.code(answered)));
        beans.clock().pass(PAUSE);
        assertThat(reason(door.sendSms(answered))).isEqualTo(Reason.ATTEMPT_OVER);
        OpenedAttempt late = door.open(user.userName());
        beans.clock().pass(LIFE);

        Refusal refusal = refusal(door.sendSms(late));

        assertThat(refusal.reason()).isEqualTo(Reason.ATTEMPT_EXPIRED);
        assertThat(refusal.next()).containsExactly(NextStep.NEW_LOGIN);
        assertThat(AuditTrail.of(beans, user.id())).endsWith("LOGIN_SMS ATTEMPT_EXPIRED");
    }

    @Test
    void anAttemptEndsAfterTenMinutes() {
        OpenedAttempt attempt = door.open(user.userName());
        String code = door.code(attempt);
        beans.clock().pass(LIFE);

        Refusal refusal = refusal(door.answer(attempt, code));

        assertThat(refusal.reason()).isEqualTo(Reason.ATTEMPT_EXPIRED);
        assertThat(refusal.next()).containsExactly(NextStep.NEW_LOGIN);
    }

    @Test
    void aCodeThatCameTooLateCostsNoTryAndAnotherCanBeSent() {
        beans.set("countersign.sms.code-life", "PT2M");
        OpenedAttempt attempt = door.open(user.userName());
        String code = door.code(attempt);
        beans.clock().pass(PAUSE);

        Refusal refusal = refusal(door.answer(attempt, code));

        assertThat(refusal.reason()).isEqualTo(Reason.SMS_EXPIRED);
        assertThat(refusal.next()).containsExactly(NextStep.SMS);
        assertThat(granted(door.sendSms(attempt)).started().orElseThrow().triesLeft())
                .isEqualTo(5);
        granted(door.answer(attempt, door.code(attempt)));
    }

    @Test
    void aCompleteLoginForgetsTheFailuresOfItsLane() {
        for (int i = 0; i < 9; i++) {
            door.begin(user.userName(), "secret2", ClientKind.PORTAL);
        }
        OpenedAttempt attempt = door.open(user.userName());
        granted(door.answer(attempt, door.code(attempt)));
        granted(door.issueToken(attempt, ""));

        for (int i = 0; i < 9; i++) {
            assertThat(reason(door.begin(user.userName(), "secret2", ClientKind.PORTAL)))
                    .isEqualTo(Reason.BAD_CREDENTIALS);
        }
        door.open(user.userName());
    }

    @Test
    void withoutTheFactorThatTheAccountNeedsThePortalOpensAlone() {
        User newcomer = Users.add(beans, PASSWORD, Account.OPEN);
        CompletedLogin login = granted(door.issueToken(door.open(newcomer.userName()), ""));

        assertThat(caller(login).session().scope()).isEqualTo(SessionScope.PORTAL_ONLY);
        assertThat(caller(login).session().factor()).isEqualTo("PWD");
        assertThat(beans.fired(LoginCompleted.class)).containsExactly(new LoginCompleted("PWD"));
    }

    /** Whoever has the password alone, and meets the user with his first factor later, is a stranger still. */
    @Test
    void thePasswordAloneMakesNoDeviceKnownWhereAFactorIsNeeded() {
        User newcomer = Users.add(beans, PASSWORD, Account.OPEN);

        assertThat(granted(door.issueToken(door.open(newcomer.userName()), "")).deviceCookie())
                .isEmpty();
        assertThat(granted(door.issueToken(door.open(newcomer.userName()), "of another user"))
                        .deviceCookie())
                .isEqualTo("of another user");
    }

    @Test
    void anApplicantWithAFactorSeesThePortalAlone() {
        User applicant = Users.add(beans, PASSWORD, new Account(Account.Kind.LIVE, Account.State.APPLICANT));
        beans.query(
                entities -> Numbers.add(entities, applicant.id(), beans.clock().instant()));
        OpenedAttempt attempt = door.open(applicant.userName());
        granted(door.answer(attempt, door.code(attempt)));

        assertThat(caller(granted(door.issueToken(attempt, ""))).session().scope())
                .isEqualTo(SessionScope.PORTAL_ONLY);
    }

    @ParameterizedTest
    @EnumSource(Account.Kind.class)
    void aClosedAccountIsLookedAtOnly(Account.Kind kind) {
        User former = Users.add(beans, PASSWORD, new Account(kind, Account.State.CLOSED));

        CompletedLogin login = granted(door.issueToken(door.open(former.userName()), ""));

        assertThat(caller(login).session().scope()).isEqualTo(SessionScope.READ_ONLY);
    }

    @Test
    void playMoneyNeedsNoFactor() {
        User player = Users.add(beans, PASSWORD, new Account(Account.Kind.PAPER, Account.State.OPEN));

        CompletedLogin login = granted(door.issueToken(door.open(player.userName()), ""));

        assertThat(login.deviceCookie()).isNotEmpty();
        assertThat(caller(login).session().scope()).isEqualTo(SessionScope.FULL);
    }

    @Test
    void aRemovedNumberEndsTheLoginsThatWaitForIt() {
        OpenedAttempt waiting = door.open(user.userName());
        String code = door.code(waiting);

        observe(new NumberChanged(user.id(), number, NumberChanged.Kind.DEFAULT, Optional.of(number)));
        observe(new NumberChanged(user.id(), "another", NumberChanged.Kind.REMOVED, Optional.of("another")));
        assertThat(door.state(waiting)).isEqualTo(AttemptState.FACTOR_PENDING);
        observe(new NumberChanged(user.id(), number, NumberChanged.Kind.REMOVED, Optional.of(number)));

        assertThat(door.state(waiting)).isEqualTo(AttemptState.SUPERSEDED);
        assertThat(reason(door.answer(waiting, code))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(SentCodes.find(beans, CodePurpose.LOGIN, waiting.attempt().id()))
                .isEmpty();
        assertThat(AuditTrail.of(beans, user.id())).contains("LOGIN_SUPERSEDED NUMBER_REMOVED");
        assertThat(beans.fired(AttemptChanged.class))
                .contains(new AttemptChanged(waiting.attempt().id()));
    }

    @Test
    void whatTheOldPasswordHadOpenedIsEnded() {
        OpenedAttempt answered = door.open(user.userName());
        granted(door.answer(answered, door.code(answered)));
        beans.clock().pass(PAUSE);
        OpenedAttempt waiting = door.open(user.userName());
        beans.clock().pass(Duration.ofSeconds(1));
        String code = door.code(waiting);

        beans.run(OpenAttempts.class, attempts -> attempts.endAll(user.id()));

        assertThat(reason(door.issueToken(answered, ""))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(reason(door.answer(waiting, code))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void anAttemptThatIsGivenUpIsOver() {
        OpenedAttempt attempt = door.open(user.userName());
        String code = door.code(attempt);

        assertThat(granted(cancel(attempt))).isEqualTo(AttemptState.CANCELLED);

        assertThat(reason(door.answer(attempt, code))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(reason(cancel(attempt))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(SentCodes.find(beans, CodePurpose.LOGIN, attempt.attempt().id()))
                .isEmpty();
        assertThat(AuditTrail.of(beans, user.id())).contains("LOGIN_CANCELLED OK", "LOGIN_CANCELLED ATTEMPT_OVER");
        assertThat(beans.fired(AttemptChanged.class))
                .contains(new AttemptChanged(attempt.attempt().id()));
    }

    @Test
    void anAttemptThatIsOverdueIsNotGivenUp() {
        OpenedAttempt attempt = door.open(user.userName());
        beans.clock().pass(LIFE);

        assertThat(reason(cancel(attempt))).isEqualTo(Reason.ATTEMPT_EXPIRED);
        assertThat(door.state(attempt)).isEqualTo(AttemptState.EXPIRED);
    }

    @Test
    void whoeverIsLockedOutMayStillGiveUp() {
        OpenedAttempt attempt = door.open(user.userName());
        Users.lock(beans, user.id());

        granted(cancel(attempt));
    }

    @Test
    void aLoginInABrowserYieldsACookieInsteadOfAToken() {
        OpenedAttempt attempt = door.open(user.userName());
        assertThat(reason(openSession(attempt, Optional.empty()))).isEqualTo(Reason.FACTOR_DUE);
        granted(door.answer(attempt, door.code(attempt)));

        BrowserLogin login = granted(openSession(attempt, Optional.empty()));

        SignedInUser caller = byCookie(login.session().cookie()).orElseThrow();
        assertThat(caller).isEqualTo(login.session().user());
        assertThat(caller.userId()).isEqualTo(user.id());
        assertThat(login.deviceCookie()).isNotEmpty();
        assertThat(beans.call(Sessions.class, sessions -> sessions.renew(caller))
                        .isPresent())
                .as("no token ever")
                .isFalse();
        assertThat(reason(door.issueToken(attempt, ""))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(AuditTrail.of(beans, user.id())).contains("LOGIN_SESSION FACTOR_DUE", "LOGIN_SESSION OK");
    }

    @Test
    void aNewSessionOfABrowserEndsTheOneItHad() {
        OpenedAttempt first = door.open(user.userName());
        granted(door.answer(first, door.code(first)));
        String cookie = granted(openSession(first, Optional.empty())).session().cookie();
        beans.clock().pass(PAUSE);
        OpenedAttempt second = door.open(user.userName());
        granted(door.answer(second, door.code(second)));

        String next =
                granted(openSession(second, Optional.of(cookie))).session().cookie();

        assertThat(next).isNotEqualTo(cookie);
        assertThat(byCookie(cookie)).isEmpty();
        assertThat(byCookie(next)).isPresent();
        assertThat(AuditTrail.of(beans, user.id())).containsOnlyOnce("SESSION_ENDED REPLACED");
    }

    @Test
    void expiryIsWrittenDownOnce() {
        OpenedAttempt attempt = door.open(user.userName());
        beans.clock().pass(LIFE.minusMillis(1));
        expire();
        assertThat(AuditTrail.of(beans, user.id())).doesNotContain("LOGIN_EXPIRED ATTEMPT_EXPIRED");
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(expire()).isPositive();
        expire();

        assertThat(door.state(attempt)).isEqualTo(AttemptState.EXPIRED);
        assertThat(AuditTrail.of(beans, user.id())).containsOnlyOnce("LOGIN_EXPIRED ATTEMPT_EXPIRED");
        assertThat(beans.fired(AttemptChanged.class))
                .containsOnlyOnce(new AttemptChanged(attempt.attempt().id()));
    }

    private LoginOutcome<AttemptState> cancel(OpenedAttempt attempt) {
        return beans.call(SecondFactor.class, factor -> factor.cancel(attempt.key()));
    }

    private LoginOutcome<BrowserLogin> openSession(OpenedAttempt attempt, Optional<String> brought) {
        return beans.call(
                SecondFactor.class, factor -> factor.openSession(attempt.key(), new BroughtCookies("", brought)));
    }

    private Optional<SignedInUser> byCookie(String cookie) {
        return beans.call(Sessions.class, sessions -> sessions.findUserByCookie(cookie, Activity.COUNTS));
    }

    private int expire() {
        return Attempts.expireAll(beans);
    }

    private void observe(NumberChanged event) {
        beans.run(RemovedFactors.class, removed -> removed.onChange(event));
    }

    private SignedInUser caller(CompletedLogin login) {
        return beans.call(
                        Sessions.class,
                        sessions -> sessions.findUser(login.token().value(), Activity.COUNTS))
                .orElseThrow();
    }

    private String addNumber() {
        return beans.query(
                entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    }
}
