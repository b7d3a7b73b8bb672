package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.card.Cards;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.login.AttemptView.Factor;
import dev.countersign.number.AddedNumber;
import dev.countersign.number.NumberOutcome;
import dev.countersign.number.OwnNumbers;
import dev.countersign.ownfactor.FactorChanges;
import dev.countersign.ownfactor.FactorHelpDesk;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.ownfactor.FactorOutcome.Refused;
import dev.countersign.ownfactor.FactorRefusal.Reason;
import dev.countersign.ownfactor.OwnFactors;
import dev.countersign.passcode.Passcodes;
import dev.countersign.recoverycode.NewRecoveryCodes;
import dev.countersign.recoverycode.RecoveryDesk;
import dev.countersign.recoverycode.RecoveryStanding;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.E164Number;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Recovery codes: made by the proof of another factor, and what each opens. */
class RecoveryCodeLoginTest {

    private final Beans beans = new Beans().set("countersign.recovery-codes.allowed", "1");
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final SignedInUser session =
            beans.query(entities -> SignedIn.add(entities, user, beans.clock().instant()));

    @Test
    void tenCodesAreMadeByTheProofOfAnotherFactor() {
        assertThat(refusal(make(Optional.empty()))).isEqualTo(Reason.NO_FACTOR);
        addNumber();
        assertThat(refusal(make(Optional.empty()))).isEqualTo(Reason.CONFIRMATION_REQUIRED);

        List<String> codes = makeBySms();

        assertThat(codes)
                .hasSize(10)
                .allMatch(code -> code.matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}"));
        assertThat(new HashSet<>(codes)).hasSize(10);
        assertThat(standing())
                .isEqualTo(
                        new RecoveryStanding(true, 10, Optional.of(beans.clock().instant())));
        assertThat(beans.fired(SecurityEvent.class))
                .extracting(SecurityEvent::kind)
                .containsExactly(SecurityEvent.Kind.FACTORS_CHANGED);
        assertThat(AuditTrail.of(beans, user.id())).contains("RECOVERY_CODE MADE");
    }

    /** Whoever found the paper may be in one of them. */
    @Test
    void newCodesEndTheSessionsThatThoseBeforeHaveOpened() {
        addNumber();
        makeBySms();
        SignedInUser found = SignedIn.again(beans, "RECOVERY_CODE", session);
        SignedInUser other = SignedIn.again(beans, "SMS", session);

        makeBySms();

        assertThat(SignedIn.isEnded(beans, found)).isTrue();
        assertThat(SignedIn.isEnded(beans, other)).isFalse();
        assertThat(SignedIn.isEnded(beans, session)).isFalse();
    }

    @Test
    void theDatabaseHasNoCodeAndNoHashInTheOpen() {
        addNumber();
        List<String> codes = makeBySms();

        String kept = beans.query(entities ->
                (String) entities.createNativeQuery("select hashes_sealed from recovery_set where user_id = ?1")
                        .setParameter(1, user.id())
                        .getSingleResult());

        assertThat(kept)
                .startsWith("RECOVERY_CODE-")
                .doesNotContain(codes.get(0), codes.get(0).replace("-", ""));
    }

    @Test
    void eachCodeOpensOneLoginAndItsUserIsTold() {
        addNumber();
        List<String> codes = makeBySms();
        OpenedAttempt attempt = open();

        assertThat(reason(door.answer(attempt, "0000-0000-0000")))
                .isEqualTo(dev.countersign.login.Reason.RECOVERY_WRONG);
        granted(door.answer(attempt, codes.get(3).toLowerCase(Locale.ROOT).replace("-", " ")));
        granted(door.issueToken(attempt, ""));

        assertThat(standing().left()).isEqualTo(9);
        assertThat(beans.fired(SecurityEvent.class))
                .filteredOn(event -> event.kind() == SecurityEvent.Kind.RECOVERY_CODE_USED)
                .extracting(event -> event.arguments().get("left"))
                .containsExactly("9");
        assertThat(AuditTrail.of(beans, user.id())).contains("RECOVERY_CODE USED");
        OpenedAttempt next = open();
        assertThat(reason(door.answer(next, codes.get(3)))).isEqualTo(dev.countersign.login.Reason.RECOVERY_WRONG);
        granted(door.answer(next, codes.get(4)));
    }

    @Test
    void whoseCarrierBlocksTheSmsIsPointedToThem() {
        addNumber();
        List<String> codes = makeBySms();
        beans.clock().pass(Duration.ofMinutes(2));
        OpenedAttempt attempt = door.open(user.userName());
        SentCodes.refuse(beans, CodePurpose.LOGIN, attempt.attempt().id(), SmsResult.Refusal.BLOCKED);
        beans.clock().pass(Duration.ofMinutes(2));

        Refusal blocked = Door.refusal(door.sendSms(attempt));

        assertThat(blocked.reason()).isEqualTo(dev.countersign.login.Reason.SMS_CARRIER_BLOCKED);
        assertThat(blocked.next()).containsExactly(NextStep.FACTOR, NextStep.HELP_DESK);
        choose(attempt);
        assertThat(granted(door.answer(attempt, codes.get(0)))).isEqualTo(AttemptState.AUTHENTICATED);
    }

    @Test
    void whoseNumberHadItsMessagesIsPointedToThem() {
        addNumber();
        makeBySms();
        beans.set("countersign.sms.per-hour", "2");
        beans.clock().pass(Duration.ofMinutes(2));
        OpenedAttempt attempt = door.open(user.userName());
        beans.clock().pass(Duration.ofMinutes(2));

        Refusal limited = Door.refusal(door.sendSms(attempt));

        assertThat(limited.reason()).isEqualTo(dev.countersign.login.Reason.SMS_LIMIT);
        assertThat(limited.next()).containsExactly(NextStep.FACTOR, NextStep.ANSWER, NextStep.SMS);
    }

    @Test
    void newCodesTakeThePlaceOfTheOldOnes() {
        addNumber();
        List<String> old = makeBySms();
        String replaced = factor().id();
        OpenedAttempt attempt = open();
        List<String> codes = makeBySms();
        assertThat(beans.fired(FactorEnded.class))
                .extracting(ended -> ended.factor().id())
                .containsExactly(replaced);

        assertThat(reason(door.answer(attempt, old.get(0)))).isEqualTo(dev.countersign.login.Reason.RECOVERY_WRONG);
        OpenedAttempt next = open();
        assertThat(reason(door.answer(next, old.get(0)))).isEqualTo(dev.countersign.login.Reason.RECOVERY_WRONG);
        granted(door.answer(next, codes.get(0)));
    }

    @Test
    void theyStandBesideWhateverElseThereIsAndAreOfferedLast() {
        addNumber();
        Totps app = Totps.add(beans, session, "Other app");
        beans.clock().pass(Duration.ofSeconds(30));
        List<String> codes = done(make(Optional.of(new Proof(
                        Confirming.view(beans, session, ConfirmationPurpose.FACTOR_CHANGE)
                                .id(),
                        app.code()))))
                .codes();
        OpenedAttempt used = open();
        granted(door.answer(used, codes.get(0)));
        granted(door.issueToken(used, ""));

        OpenedAttempt attempt = granted(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL));

        assertThat(attempt.attempt().factors())
                .as("used last, and last all the same")
                .extracting(Factor::kind)
                .containsExactly("TOTP", "RECOVERY_CODE");
        assertThat(attempt.attempt().factors()).extracting(Factor::isDefault).containsExactly(true, false);
    }

    @Test
    void theyConfirmNothing() {
        addNumber();
        List<String> codes = makeBySms();

        assertThat(beans.<Confirmations, Boolean>call(
                        Confirmations.class, confirmations -> confirmations.hasFactor(user.id())))
                .isTrue();
        beans.clock().pass(Duration.ofMinutes(2));
        assertThat(Confirming.view(beans, session, ConfirmationPurpose.NUMBER_CHANGE)
                        .question()
                        .ref()
                        .kind())
                .isEqualTo(FactorKind.SMS);
        assertThat(Confirmations.isProof("RECOVERY_CODE")).isFalse();
        assertThat(Confirmations.isProof("TEMPORARY_PASSCODE")).isFalse();
        assertThat(Confirmations.isProof("PWD")).isFalse();
        assertThat(Confirmations.isProof("SMS")).isTrue();
        assertThat(codes).isNotEmpty();
    }

    @Test
    void whereTheyAreAllThatIsLeftTheyAreTheFactor() {
        String number = addNumber();
        List<String> codes = makeBySms();
        beans.query(entities -> {
            Numbers.get(entities, number).remove();
            return true;
        });

        OpenedAttempt attempt = granted(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL));

        assertThat(attempt.attempt().factors()).extracting(Factor::kind).containsExactly("RECOVERY_CODE");
        granted(door.answer(attempt, codes.get(0)));
        assertThat(refusal(make(Optional.empty()))).isEqualTo(Reason.NO_FACTOR);
    }

    /** He has them for that. The other one is offered beside them, and says how long it rests. */
    @Test
    void whileTheOnlyOtherFactorRestsTheyAreAskedFor() {
        addNumber();
        List<String> codes = makeBySms();
        Cards card = Cards.active(beans, user.userName());
        beans.query(entities -> entities.createNativeQuery("update display_card set blocked_until = ?1 where id = ?2")
                .setParameter(1, Timestamp.from(beans.clock().instant().plus(Duration.ofMinutes(15))))
                .setParameter(2, card.id())
                .executeUpdate());

        OpenedAttempt attempt = door.open(user.userName());

        assertThat(attempt.attempt().factors())
                .extracting(Factor::kind)
                .containsExactly("DISPLAY_CARD", "RECOVERY_CODE");
        assertThat(attempt.attempt().factors()).extracting(Factor::isDefault).containsExactly(false, true);
        Refusal rests = Door.refusal(beans.<SecondFactor, LoginOutcome<AttemptView>>call(
                SecondFactor.class, second -> second.choose(attempt.key(), card.id())));
        assertThat(rests.reason()).isEqualTo(dev.countersign.login.Reason.CHALLENGE_LIMIT);
        assertThat(rests.retryAfter()).contains(Duration.ofMinutes(15));
        granted(door.answer(attempt, codes.get(0)));
    }

    /** Else he could add nothing, and be shut out behind the last of them. What is added so counts as an SMS at first. */
    @Test
    void whereTheyAreAllThatIsLeftALoginByOneProvesEnoughToAddAnother() {
        String number = addNumber();
        List<String> codes = makeBySms();
        SignedInUser caller = SignedIn.again(beans, "RECOVERY_CODE", session);
        OpenedAttempt attempt = granted(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL));
        granted(beans.call(SecondFactor.class, steps -> steps.choose(attempt.key(), reserve(attempt))));
        granted(door.answer(attempt, codes.get(0)));
        granted(door.issueToken(attempt, ""));
        assertThat(refusal(add(caller))).as("he has a number").isEqualTo(Reason.CONFIRMATION_REQUIRED);
        beans.query(entities -> {
            Numbers.get(entities, number).remove();
            return true;
        });

        assertThat(done(add(caller))).contains(beans.clock().instant().plus(Duration.ofHours(24)));
        assertThat(refusal(add(session))).as("another session").isEqualTo(Reason.CONFIRMATION_REQUIRED);
        assertThat(beans.<OwnNumbers, NumberOutcome<AddedNumber>>call(
                        OwnNumbers.class,
                        numbers -> numbers.add(caller, new E164Number(Numbers.next()), Optional.empty())))
                .isInstanceOf(NumberOutcome.Granted.class);
    }

    /** What stood in for a lost phone until there was an app did its work, however long ago: the end of the app does not bring it back. */
    @Test
    void aPasscodeThatWasReplacedKeepsNobodyFromAddingAFactorByHisLastCodes() {
        String number = addNumber();
        makeBySms();
        Passcodes.issue(beans, user.userName());
        beans.clock().pass(Duration.ofMinutes(2));
        Totps app = Totps.add(beans, session, "Other app");
        beans.query(entities -> {
            Numbers.get(entities, number).remove();
            return true;
        });
        beans.clock().pass(Duration.ofDays(13));
        assertThat(hasLapsed()).as("while the app is there").isFalse();

        beans.call(FactorHelpDesk.class, desk -> desk.end(user.userName(), app.id(), FactorEnd.REMOVED, "ann"));
        beans.fired(FactorEnded.class).forEach(event -> beans.run(RemovedFactors.class, gone -> gone.onEnd(event)));

        assertThat(hasLapsed()).isFalse();
        SignedInUser caller = SignedIn.again(beans, "RECOVERY_CODE", session);
        done(add(caller));
    }

    @Test
    void aPasscodeThatNothingReplacedHasLapsed() {
        Passcodes.issue(beans, user.userName());
        beans.clock().pass(Duration.ofDays(13));

        assertThat(hasLapsed()).isTrue();
    }

    private boolean hasLapsed() {
        return beans.call(Factors.class, factors -> factors.hasLapsed(user.id()));
    }

    private FactorOutcome<Optional<Instant>> add(SignedInUser caller) {
        return beans.call(
                FactorChanges.class,
                changes -> changes.provenFor(caller, "TOTP", Optional.empty(), FactorOutcome.Granted::new));
    }

    private static String reserve(OpenedAttempt attempt) {
        return attempt.attempt().factors().stream()
                .filter(factor -> factor.kind().equals("RECOVERY_CODE"))
                .map(Factor::id)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aJurisdictionThatHasNoneTakesThemAtOnce() {
        addNumber();
        List<String> codes = makeBySms();
        OpenedAttempt attempt = open();
        beans.set("countersign.recovery-codes.allowed", "0");

        assertThat(standing().allowed()).isFalse();
        assertThat(reason(door.answer(attempt, codes.get(0)))).isEqualTo(dev.countersign.login.Reason.RECOVERY_WRONG);
        assertThat(refusal(make(Optional.empty()))).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(door.open(user.userName()).attempt().factors())
                .extracting(Factor::kind)
                .containsExactly("SMS");
    }

    @Test
    void theUserThrowsThemAwayButNoOtherFactorBecauseOfThem() {
        String number = addNumber();
        Totps app = Totps.add(beans, session, "Other app");
        beans.query(entities -> {
            Numbers.get(entities, number).remove();
            return true;
        });
        done(make(proof(app)));

        assertThat(refusal(
                        beans.call(OwnFactors.class, own -> own.end(session, app.id(), FactorEnd.REMOVED, proof(app)))))
                .isEqualTo(Reason.LAST_FACTOR);
        String set = factor().id();
        assertThat(refusal(beans.call(OwnFactors.class, own -> own.rename(session, set, "Paper"))))
                .isEqualTo(Reason.UNKNOWN);
        Optional<Proof> proof = proof(app);
        done(beans.call(OwnFactors.class, own -> own.end(session, set, FactorEnd.REMOVED, proof)));
        assertThat(standing().left()).isZero();
    }

    private Optional<Proof> proof(Totps app) {
        beans.clock().pass(Duration.ofSeconds(30));
        return Optional.of(new Proof(
                Confirming.view(beans, session, ConfirmationPurpose.FACTOR_CHANGE)
                        .id(),
                app.code()));
    }

    private Factor factor() {
        return door.open(user.userName()).attempt().factors().stream()
                .filter(factor -> factor.kind().equals(FactorKind.RECOVERY_CODE.name()))
                .findFirst()
                .orElseThrow();
    }

    /** A login that asks for a code of them. */
    private OpenedAttempt open() {
        OpenedAttempt attempt = door.open(user.userName());
        choose(attempt);
        return attempt;
    }

    private void choose(OpenedAttempt attempt) {
        String set = attempt.attempt().factors().stream()
                .filter(factor -> factor.kind().equals(FactorKind.RECOVERY_CODE.name()))
                .map(Factor::id)
                .findFirst()
                .orElseThrow();
        granted(beans.call(SecondFactor.class, second -> second.choose(attempt.key(), set)));
    }

    private String addNumber() {
        return beans.query(
                entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    }

    private List<String> makeBySms() {
        String confirmation = Confirming.begin(beans, session, ConfirmationPurpose.FACTOR_CHANGE);
        String code = Confirming.code(beans, ConfirmationPurpose.FACTOR_CHANGE, confirmation);
        return done(make(Optional.of(new Proof(confirmation, code)))).codes();
    }

    private FactorOutcome<NewRecoveryCodes> make(Optional<Proof> proof) {
        return beans.call(RecoveryDesk.class, desk -> desk.make(session, proof));
    }

    private RecoveryStanding standing() {
        return beans.call(RecoveryDesk.class, desk -> desk.find(session));
    }

    private static <T> T done(FactorOutcome<T> outcome) {
        return ((FactorOutcome.Granted<T>) outcome).value();
    }

    private static Reason refusal(FactorOutcome<?> outcome) {
        return ((Refused<?>) outcome).refusal().reason();
    }
}
