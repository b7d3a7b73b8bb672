package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.factor.FactorAnswer.Typed;
import dev.countersign.lockout.Caller;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.Activity;
import dev.countersign.token.BrowserSession;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that hears no answer sends its request once more, with the same key. */
class RepeatedStepsTest {

    private static final Caller HOME = new Caller("192.0.2.7", "");

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final RequestKey key = newKey();

    @BeforeEach
    void addNumber() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    }

    @Test
    void aRightAnswerIsRightOnceMore() {
        OpenedAttempt attempt = door.open(user.userName());
        String code = door.code(attempt);

        AttemptState first = granted(answer(attempt, key, code));
        AttemptState second = granted(answer(attempt, key, code));

        assertThat(first).isEqualTo(AttemptState.AUTHENTICATED);
        assertThat(second).isEqualTo(AttemptState.AUTHENTICATED);
        assertThat(reason(answer(attempt, newKey(), code))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(AuditTrail.of(beans, user.id()))
                .containsExactly(
                        "LOGIN_PASSWORD OK", "LOGIN_FACTOR OK", "LOGIN_FACTOR REPEATED", "LOGIN_FACTOR ATTEMPT_OVER");
    }

    @Test
    void aWrongAnswerCostsOneTry() {
        OpenedAttempt attempt = door.open(user.userName());
        String wrong = door.wrongCode(attempt);

        Refusal first = refusal(answer(attempt, key, wrong));
        Refusal second = refusal(answer(attempt, key, wrong));
        Refusal other = refusal(answer(attempt, newKey(), wrong));

        assertThat(second).isEqualTo(first);
        assertThat(first.triesLeft()).contains(4);
        assertThat(other.triesLeft()).contains(3);
        assertThat(refusal(answer(attempt, key, wrong)).triesLeft())
                .as("what is not the last step is a new one")
                .contains(2);
    }

    @Test
    void theLastWrongAnswerIsToldAgainOfAnAttemptThatItHasEnded() {
        OpenedAttempt attempt = door.open(user.userName());
        String wrong = door.wrongCode(attempt);
        for (int i = 0; i < 4; i++) {
            answer(attempt, newKey(), wrong);
        }

        Refusal last = refusal(answer(attempt, key, wrong));

        assertThat(door.state(attempt)).isEqualTo(AttemptState.FAILED);
        assertThat(last.triesLeft()).contains(0);
        assertThat(refusal(answer(attempt, key, wrong))).isEqualTo(last);
    }

    @Test
    void aTokenThatGotLostIsSignedAnewForTheOneSession() {
        OpenedAttempt attempt = answered();

        CompletedLogin first = granted(token(attempt, key));
        CompletedLogin second = granted(token(attempt, key));

        assertThat(session(second).sessionId()).isEqualTo(session(first).sessionId());
        assertThat(second.deviceCookie()).isNotEmpty();
        assertThat(reason(token(attempt, newKey()))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(reason(door.issueToken(attempt, ""))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(beans.fired(LoginCompleted.class)).hasSize(1);
        assertThat(beans.fired(SecurityEvent.class)).hasSize(1);
    }

    @Test
    void noTokenIsToldOfASessionThatHasEnded() {
        OpenedAttempt attempt = answered();
        SignedInUser caller = session(granted(token(attempt, key)));
        beans.run(Sessions.class, sessions -> sessions.endAll(caller));

        assertThat(reason(token(attempt, key))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void nothingGrantedIsToldToAUserWhoIsLockedSince() {
        OpenedAttempt attempt = answered();
        granted(token(attempt, key));
        Users.lock(beans, user.id());

        assertThat(reason(token(attempt, key))).isEqualTo(Reason.LOCKED);
    }

    @Test
    void anAnswerIsNotToldAgainOfALoginThatWasGivenUpSince() {
        OpenedAttempt attempt = door.open(user.userName());
        String code = door.code(attempt);
        granted(answer(attempt, key, code));
        beans.query(entities -> {
            LoginAttempt row =
                    entities.find(LoginAttempt.class, attempt.attempt().id());
            row.cancel(beans.clock().instant());
            return row;
        });

        assertThat(reason(answer(attempt, key, code))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    /** What says "later" is asked for later. */
    @Test
    void aRefusalThatSaysLaterIsNoAnswerForLater() {
        OpenedAttempt attempt = door.open(user.userName());
        assertThat(reason(sendSms(attempt))).isEqualTo(Reason.SMS_COOLDOWN);
        beans.clock().pass(Duration.ofMinutes(2));

        AttemptView sent = granted(sendSms(attempt));
        AttemptView again = granted(sendSms(attempt));

        assertThat(sent.started()).isPresent();
        assertThat(again.id()).isEqualTo(sent.id());
        assertThat(SentCodes.count(beans, CodePurpose.LOGIN, attempt.attempt().id()))
                .isEqualTo(2);
    }

    /** Giving up is done also while the user is locked out. */
    @Test
    void whoGaveUpIsToldSoOnceMore() {
        OpenedAttempt attempt = door.open(user.userName());
        AttemptKey marked = marked(attempt, key);
        LoginOutcome<AttemptState> first = beans.call(SecondFactor.class, factor -> factor.cancel(marked));
        assertThat(granted(first)).isEqualTo(AttemptState.CANCELLED);
        Users.lock(beans, user.id());

        LoginOutcome<AttemptState> again = beans.call(SecondFactor.class, factor -> factor.cancel(marked));
        assertThat(granted(again)).isEqualTo(AttemptState.CANCELLED);
    }

    /** It could not be renewed either. */
    @Test
    void noTokenIsToldAgainOfAPasscodesSessionThatSomethingBetterHasLimited() {
        OpenedAttempt attempt = answered();
        SignedInUser caller = session(granted(token(attempt, key)));
        beans.query(entities -> entities.createNativeQuery(
                        "update login_session set factor = 'TEMPORARY_PASSCODE', factor_id = 'gone' where id = ?1")
                .setParameter(1, caller.sessionId())
                .executeUpdate());

        assertThat(reason(token(attempt, key))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void nothingIsToldAgainAfterTheEndOfTheAttempt() {
        OpenedAttempt attempt = answered();
        granted(token(attempt, key));
        beans.clock().pass(Duration.ofMinutes(10));

        assertThat(reason(token(attempt, key))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void whoHasNotTheSecretIsToldNothing() {
        OpenedAttempt attempt = answered();
        granted(token(attempt, key));
        OpenedAttempt guessed = new OpenedAttempt(attempt.attempt(), "guessed");

        assertThat(reason(token(guessed, key))).isEqualTo(Reason.UNKNOWN_ATTEMPT);
    }

    @Test
    void aKeyOfOneStepIsNothingToAnother() {
        OpenedAttempt attempt = door.open(user.userName());
        granted(answer(attempt, key, door.code(attempt)));

        granted(token(attempt, key));

        assertThat(reason(answer(attempt, key, "000000"))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void aBrowserIsGivenItsSessionAgain() {
        OpenedAttempt attempt = answered();

        BrowserSession first = granted(session(attempt, key)).session();
        BrowserSession second = granted(session(attempt, key)).session();

        assertThat(second.cookie()).isEqualTo(first.cookie());
        assertThat(second.user().sessionId()).isEqualTo(first.user().sessionId());
        assertThat(reason(session(attempt, newKey()))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(reason(token(attempt, key))).as("no token of it").isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void aLoginThatWasBegunGoesOn() {
        OpenedAttempt first = granted(begin(key, ClientKind.PORTAL, HOME));

        OpenedAttempt second = granted(begin(key, ClientKind.PORTAL, HOME));

        assertThat(second.attempt().id()).isEqualTo(first.attempt().id());
        assertThat(second.secret()).isEqualTo(first.secret());
        assertThat(second.attempt().started()).isPresent();
        assertThat(door.state(second)).isEqualTo(AttemptState.FACTOR_PENDING);
        assertThat(beans.fired(AttemptEnded.class)).isEmpty();
        assertThat(AuditTrail.of(beans, user.id())).containsExactly("LOGIN_PASSWORD OK", "LOGIN_PASSWORD REPEATED");
    }

    @Test
    void whoBeginsByAnotherKeyOrWithAnotherClientBeginsAnew() {
        OpenedAttempt first = granted(begin(key, ClientKind.PORTAL, HOME));

        OpenedAttempt otherKey = granted(begin(newKey(), ClientKind.PORTAL, HOME));
        OpenedAttempt otherClient = granted(begin(key, ClientKind.MOBILE, HOME));

        assertThat(otherKey.attempt().id()).isNotEqualTo(first.attempt().id());
        assertThat(otherKey.secret()).isNotEqualTo(first.secret());
        assertThat(otherClient.attempt().id()).isNotEqualTo(first.attempt().id());
    }

    @Test
    void anAttemptThatWentOnIsNotBegunAgain() {
        OpenedAttempt first = granted(begin(key, ClientKind.PORTAL, HOME));
        granted(door.answer(first, door.code(first)));

        OpenedAttempt second = granted(begin(key, ClientKind.PORTAL, HOME));

        assertThat(second.attempt().id()).isNotEqualTo(first.attempt().id());
        assertThat(second.attempt().state()).isEqualTo(AttemptState.FACTOR_PENDING);
    }

    @Test
    void aWrongPasswordIsToldNoSecret() {
        granted(begin(key, ClientKind.PORTAL, HOME));

        LoginOutcome<OpenedAttempt> wrong =
                beans.call(LoginDoor.class, door -> door.begin(request("wrong", key, ClientKind.PORTAL), HOME));

        assertThat(reason(wrong)).isEqualTo(Reason.BAD_CREDENTIALS);
    }

    @Test
    void aKeyThatMayBeGuessedIsRefused() {
        assertThatThrownBy(() -> new RequestKey("1")).hasMessageContaining("22 to 128");
        assertThatThrownBy(() -> new RequestKey("a b".repeat(20))).isInstanceOf(IllegalArgumentException.class);
        assertThat(key.toString()).doesNotContain(key.value());
    }

    private OpenedAttempt answered() {
        OpenedAttempt attempt = door.open(user.userName());
        granted(door.answer(attempt, door.code(attempt)));
        return attempt;
    }

    private LoginOutcome<OpenedAttempt> begin(RequestKey request, ClientKind kind, Caller caller) {
        return beans.call(LoginDoor.class, door -> door.begin(request(PASSWORD, request, kind), caller));
    }

    private LoginRequest request(String password, RequestKey request, ClientKind kind) {
        return new LoginRequest(user.userName(), password, kind, "1", Optional.empty(), false, Optional.of(request));
    }

    private LoginOutcome<AttemptState> answer(OpenedAttempt attempt, RequestKey request, String typed) {
        return beans.call(SecondFactor.class, factor -> factor.answer(marked(attempt, request), new Typed(typed)));
    }

    private LoginOutcome<AttemptView> sendSms(OpenedAttempt attempt) {
        return beans.call(SecondFactor.class, factor -> factor.sendSms(marked(attempt, key)));
    }

    private LoginOutcome<CompletedLogin> token(OpenedAttempt attempt, RequestKey request) {
        return beans.call(SecondFactor.class, factor -> factor.issueToken(marked(attempt, request), ""));
    }

    private LoginOutcome<BrowserLogin> session(OpenedAttempt attempt, RequestKey request) {
        BroughtCookies none = new BroughtCookies("", Optional.empty());
        return beans.call(SecondFactor.class, factor -> factor.openSession(marked(attempt, request), none));
    }

    private static AttemptKey marked(OpenedAttempt attempt, RequestKey request) {
        return new AttemptKey(attempt.attempt().id(), attempt.secret(), Optional.of(request));
    }

    private static RequestKey newKey() {
        return new RequestKey(UUID.randomUUID().toString());
    }

    private SignedInUser session(CompletedLogin login) {
        return beans.call(
                        Sessions.class,
                        sessions -> sessions.findUser(login.token().value(), Activity.COUNTS))
                .orElseThrow();
    }
}
