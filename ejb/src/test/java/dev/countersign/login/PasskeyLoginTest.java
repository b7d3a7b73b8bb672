package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorAnswer.Typed;
import dev.countersign.factor.SignedFactor.Question;
import dev.countersign.lockout.Caller;
import dev.countersign.login.AttemptView.Factor;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.passkey.Passkeys;
import dev.countersign.passkey.SoftPasskey;
import dev.countersign.recoverycode.RecoveryDesk;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logins whose second factor is a passkey. */
class PasskeyLoginTest {

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final SignedInUser session =
            beans.query(entities -> SignedIn.add(entities, user, beans.clock().instant()));
    private final SoftPasskey device = SoftPasskey.make().counting(1);
    private final String id = register();

    private String register() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        return Passkeys.add(beans, session, device);
    }

    @Test
    void theDeviceSignsWhatTheAttemptAsks() {
        OpenedAttempt attempt = open();

        assertThat(attempt.attempt().factors()).containsExactly(new Factor(id, "PASSKEY", "Laptop", true));
        Started started = attempt.attempt().started().orElseThrow();
        assertThat(started.kind()).isEqualTo("PASSKEY");
        assertThat(started.state()).isEqualTo("ASKED");
        Question question = started.question().orElseThrow();
        assertThat(question.challenge()).hasSize(43);
        assertThat(question.transports()).containsExactly("internal", "hybrid");
        assertThat(question.relyingParty()).isEmpty();
        assertThat(question.expiresAt()).isEqualTo(attempt.attempt().expiresAt());
        assertThat(granted(door.find(attempt))).isEqualTo(attempt.attempt());

        assertThat(granted(answer(attempt, device.counting(2).sign(question.challenge()))))
                .isEqualTo(AttemptState.AUTHENTICATED);
        assertThat(reason(answer(attempt, device.counting(2).sign(question.challenge()))))
                .isEqualTo(Reason.ATTEMPT_OVER);
        granted(door.issueToken(attempt, ""));
    }

    @Test
    void eachFlawIsAWrongAnswerWhoseCauseTheAuditLogHas() {
        beans.set("countersign.login.tries", "20").set("countersign.login.lock-failures", "100");
        OpenedAttempt attempt = open();
        String challenge = challenge(attempt);
        SoftPasskey next = device.counting(2);
        User stranger = Users.add(beans, PASSWORD, Account.OPEN);
        SoftPasskey others = SoftPasskey.make();
        Passkeys.add(
                beans,
                beans.query(entities ->
                        SignedIn.add(entities, stranger, beans.clock().instant())),
                others,
                Optional.empty());

        refuse(attempt, next.askedBy("https://evil.example").sign(challenge), "ORIGIN", 19);
        refuse(attempt, next.madeFor("evil.example").sign(challenge), "RELYING_PARTY", 18);
        refuse(attempt, next.unverified().sign(challenge), "USER_UNVERIFIED", 17);
        refuse(attempt, next.absent().sign(challenge), "USER_ABSENT", 16);
        refuse(attempt, next.framed().sign(challenge), "CROSS_ORIGIN", 15);
        refuse(attempt, next.forged().sign(challenge), "SIGNATURE", 14);
        refuse(attempt, device.sign(challenge), "COUNTER", 13);
        refuse(attempt, others.sign(challenge), "CREDENTIAL", 12);
        refuse(attempt, next.sign(challenge(open())), "CHALLENGE", 11);
        refuse(attempt, new Typed("123456"), "MALFORMED", 10);
        granted(answer(attempt, next.sign(challenge)));
    }

    private void refuse(OpenedAttempt attempt, FactorAnswer answer, String flaw, int triesLeft) {
        Refusal refused = refusal(answer(attempt, answer));

        assertThat(refused.reason()).isEqualTo(Reason.PASSKEY_WRONG);
        assertThat(refused.triesLeft()).contains(triesLeft);
        assertThat(refused.next()).containsExactly(NextStep.ANSWER);
        List<String> trail = AuditTrail.of(beans, user.id());
        assertThat(trail.subList(trail.size() - 2, trail.size()))
                .containsExactly("PASSKEY_ANSWER " + flaw, "LOGIN_FACTOR PASSKEY_WRONG");
    }

    @Test
    void aKeyWhoseCounterWentBackStaysAndWhatMovesForwardStillCounts() {
        OpenedAttempt attempt = open();
        granted(answer(attempt, device.counting(9).sign(challenge(attempt))));

        OpenedAttempt copy = open();
        assertThat(reason(answer(copy, device.counting(9).sign(challenge(copy)))))
                .isEqualTo(Reason.PASSKEY_WRONG);
        granted(answer(copy, device.counting(10).sign(challenge(copy))));
    }

    @Test
    void anotherChoiceAsksAnewAndWhatWasAskedBeforeCountsNoMore() {
        SoftPasskey second = SoftPasskey.make();
        String other = Passkeys.add(beans, session, second, proof());
        OpenedAttempt attempt = open();
        String before = challenge(attempt);

        AttemptView chosen = granted(choose(attempt, other));
        String asked = chosen.started().orElseThrow().question().orElseThrow().challenge();

        assertThat(asked).isNotEqualTo(before);
        assertThat(reason(answer(attempt, device.counting(3).sign(before)))).isEqualTo(Reason.PASSKEY_WRONG);
        assertThat(reason(answer(attempt, second.sign(before)))).isEqualTo(Reason.PASSKEY_WRONG);
        granted(answer(attempt, second.sign(asked)));
    }

    @Test
    void whatIsNoPasskeyTakesTheChoiceToo() {
        Totps app = app();
        OpenedAttempt attempt = open();
        String before = challenge(attempt);

        granted(choose(attempt, app.id()));

        assertThat(reason(answer(attempt, device.counting(3).sign(before)))).isEqualTo(Reason.TOTP_WRONG);
        granted(choose(attempt, id));
        assertThat(reason(answer(attempt, device.counting(3).sign(before)))).isEqualTo(Reason.PASSKEY_WRONG);
        granted(answer(attempt, device.counting(3).sign(challenge(attempt))));
    }

    @Test
    void aClientThatCannotAskForAPasskeyIsGivenSomethingElseAndNeverTheSms() {
        assertThat(reason(door.begin(user.userName(), PASSWORD, ClientKind.WORKSTATION)))
                .isEqualTo(Reason.FACTOR_UNSUPPORTED);
        Totps app = app();

        OpenedAttempt attempt = granted(door.begin(user.userName(), PASSWORD, ClientKind.WORKSTATION));

        assertThat(attempt.attempt().factors()).extracting(Factor::id).containsExactly(app.id());
        assertThat(reason(choose(attempt, id))).isEqualTo(Reason.OTHER_WAY);
        granted(door.answer(attempt, app.code()));
    }

    /** They are for the day on which there is nothing else, and he has the passkey. */
    @Test
    void aClientThatCannotAskForAPasskeyIsNotGivenARecoveryCodeInItsPlace() {
        beans.set("countersign.recovery-codes.allowed", "1");
        Optional<Proof> first = Passkeys.proof(beans, session, device.counting(2));
        beans.call(RecoveryDesk.class, desk -> desk.make(session, first));

        Refusal refused = refusal(door.begin(user.userName(), PASSWORD, ClientKind.WORKSTATION));

        assertThat(refused.reason()).isEqualTo(Reason.FACTOR_UNSUPPORTED);
        assertThat(refused.next()).containsExactly(NextStep.PORTAL);
        assertThat(open().attempt().factors())
                .as("on the portal he chooses")
                .extracting(Factor::kind)
                .containsExactly("PASSKEY", "RECOVERY_CODE");
        Totps.add(beans, session, "Other app", Passkeys.proof(beans, session, device.counting(3)));
        OpenedAttempt attempt = granted(door.begin(user.userName(), PASSWORD, ClientKind.WEB_TRADER));
        assertThat(attempt.attempt().factors())
                .as("with another lasting factor they are what they are elsewhere")
                .extracting(Factor::kind)
                .containsExactly("TOTP", "RECOVERY_CODE");
        assertThat(attempt.attempt().factors()).extracting(Factor::isDefault).containsExactly(true, false);
    }

    @Test
    void anEndedKeyOpensNothing() {
        OpenedAttempt attempt = open();
        String challenge = challenge(attempt);
        Passkeys.end(beans, id);

        assertThat(reason(answer(attempt, device.counting(2).sign(challenge)))).isEqualTo(Reason.PASSKEY_WRONG);
        assertThat(AuditTrail.of(beans, user.id())).contains("PASSKEY_ANSWER CHALLENGE");
        assertThat(open().attempt().factors()).extracting(Factor::kind).containsExactly("SMS");
    }

    private Totps app() {
        return Totps.add(beans, session, "Other app", proof());
    }

    private Optional<Proof> proof() {
        return Passkeys.proof(beans, session, device.counting(2));
    }

    private OpenedAttempt open() {
        return granted(beans.call(
                LoginDoor.class,
                opening -> opening.begin(
                        new LoginRequest(
                                user.userName(),
                                PASSWORD,
                                ClientKind.PORTAL,
                                "1",
                                Optional.empty(),
                                true,
                                Optional.empty()),
                        new Caller("192.0.2.7", ""))));
    }

    private String challenge(OpenedAttempt attempt) {
        return granted(door.find(attempt))
                .started()
                .flatMap(Started::question)
                .map(Question::challenge)
                .orElseThrow();
    }

    private LoginOutcome<AttemptState> answer(OpenedAttempt attempt, FactorAnswer answer) {
        return beans.call(SecondFactor.class, factor -> factor.answer(attempt.key(), answer));
    }

    private LoginOutcome<AttemptView> choose(OpenedAttempt attempt, String factor) {
        return beans.call(SecondFactor.class, second -> second.choose(attempt.key(), factor));
    }
}
