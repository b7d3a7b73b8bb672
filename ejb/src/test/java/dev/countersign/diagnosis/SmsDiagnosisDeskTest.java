package dev.countersign.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.budget.ClosedRangeDesk;
import dev.countersign.budget.ClosedRangeView;
import dev.countersign.carrier.CarrierContact;
import dev.countersign.carrier.CarrierHelpDesk;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.diagnosis.SmsDiagnosisDesk.Diagnosis;
import dev.countersign.diagnosis.SmsEvidence.Advice;
import dev.countersign.factor.FactorKind;
import dev.countersign.lockout.Caller;
import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginDoor;
import dev.countersign.login.LoginOutcome;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.login.LoginRequest;
import dev.countersign.login.OpenedAttempt;
import dev.countersign.login.Reason;
import dev.countersign.number.NumberVerification;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.sms.SmsReport.Standing;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why text messages do not come, as whoever logs in and whoever is signed in is told. */
class SmsDiagnosisDeskTest {

    private static final String PASSWORD = "secret1";
    private static final Duration DAY = Duration.ofDays(1);

    private final Beans beans = new Beans()
            .set("countersign.password.argon2-memory-kib", "8")
            .set("countersign.password.argon2-iterations", "1");
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final SignedInUser signedIn = signIn(user);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));

    @Test
    void aLoginIsToldWhatBecameOfItsOwnMessage() {
        OpenedAttempt attempt = open();
        Instant sent = beans.clock().instant();
        assertThat(tell(attempt).verdict()).isEqualTo(SmsVerdict.S_DELAY);
        assertThat(tell(attempt).evidence().message().orElseThrow().standing()).isEqualTo(Standing.WAITING);

        beans.clock().pass(Duration.ofSeconds(5));
        SentCodes.receive(beans, CodePurpose.LOGIN, id(attempt), SmsReceipt.State.DELIVERED);

        Diagnosis diagnosis = tell(attempt);
        assertThat(diagnosis.verdict()).isEqualTo(SmsVerdict.S_DELIVERED);
        assertThat(diagnosis.question()).contains(SmsQuestion.NUMBER);
        assertThat(diagnosis.evidence().message().orElseThrow().sentAt()).isEqualTo(sent);
        assertThat(diagnosis.evidence().message().orElseThrow().at()).isEqualTo(sent.plusSeconds(5));
        assertThat(diagnosis.evidence().number().orElseThrow()).startsWith("•••• ");
        assertThat(diagnosis.evidence().until()).contains(sent.plusSeconds(120));
        assertThat(diagnosis.evidence().contact()).isEmpty();
        assertThat(diagnosis.evidence().factors()).isEmpty();
        assertThat(AuditTrail.of(beans, user.id())).endsWith("DIAGNOSIS S_DELIVERED");
    }

    @Test
    void lookingLeavesNoTrace() {
        OpenedAttempt attempt = open();
        SentCodes.receive(beans, CodePurpose.LOGIN, id(attempt), SmsReceipt.State.UNDELIVERABLE);
        int entries = AuditTrail.of(beans, user.id()).size();

        LoginOutcome<Diagnosis> looked =
                beans.call(SmsDiagnosisDesk.class, desk -> desk.look(id(attempt), attempt.secret()));

        assertThat(granted(looked).verdict()).isEqualTo(SmsVerdict.S_UNREACHABLE);
        assertThat(AuditTrail.of(beans, user.id())).hasSize(entries);
        assertThat(beans.<SmsTroubles, Integer>call(
                        SmsTroubles.class,
                        troubles -> troubles.count(user.id(), beans.clock().instant())))
                .isZero();
    }

    @Test
    void aBlockedMessageNamesWhomToAskInTheCountryOfTheNumber() {
        beans.run(CarrierHelpDesk.class, desk -> desk.set(new CarrierContact("DE", "0800 1"), "ann"));
        OpenedAttempt attempt = open();
        SentCodes.refuse(beans, CodePurpose.LOGIN, id(attempt), SmsResult.Refusal.BLOCKED);

        assertThat(tell(attempt).verdict()).isEqualTo(SmsVerdict.S_CARRIER_BLOCK);
        assertThat(tell(attempt).evidence().contact()).contains("0800 1");

        beans.run(CarrierHelpDesk.class, desk -> desk.remove("DE", "ann"));
        assertThat(tell(attempt).evidence().contact()).isEmpty();
    }

    @Test
    void theThirdMessageOfAMonthThatDoesNotComeAdvisesTheAuthenticator() {
        for (int i = 0; i < 3; i++) {
            OpenedAttempt attempt = open();
            SentCodes.receive(beans, CodePurpose.LOGIN, id(attempt), SmsReceipt.State.UNDELIVERABLE);
            tell(attempt);
            assertThat(tell(attempt).evidence().advice())
                    .as("asked twice about message " + i)
                    .isEqualTo(i < 2 ? Optional.empty() : Optional.of(Advice.AUTHENTICATOR));
            if (i == 2) {
                assertThat(diagnose(attempt, Map.of(SmsQuestion.NUMBER, true, SmsQuestion.RESTART, true))
                                .verdict())
                        .isEqualTo(SmsVerdict.S_ADVISE_AUTH);
            }
            beans.clock().pass(DAY);
        }
        beans.clock().pass(DAY.multipliedBy(28));
        OpenedAttempt later = open();
        SentCodes.receive(beans, CodePurpose.LOGIN, id(later), SmsReceipt.State.UNDELIVERABLE);
        assertThat(tell(later).evidence().advice()).isEmpty();
    }

    @Test
    void whatIsUnderWayIsNoTrouble() {
        OpenedAttempt attempt = open();
        tell(attempt);

        assertThat(beans.<SmsTroubles, Integer>call(
                        SmsTroubles.class,
                        troubles -> troubles.count(user.id(), beans.clock().instant())))
                .isZero();
    }

    @Test
    void aLoginThatGotNoMessageBecauseOfAnotherOneIsToldToWait() {
        open();
        beans.clock().pass(Duration.ofSeconds(30));
        OpenedAttempt second = open();

        Diagnosis diagnosis = tell(second);

        assertThat(diagnosis.verdict()).isEqualTo(SmsVerdict.S_WAIT);
        assertThat(diagnosis.evidence().until())
                .contains(beans.clock().instant().plusSeconds(90));
        assertThat(diagnosis.evidence().message()).as("of another login").isEmpty();
        beans.clock().pass(Duration.ofSeconds(90));
        assertThat(tell(second).verdict()).isEqualTo(SmsVerdict.S_NO_REQUEST);
    }

    /** Not that nobody has asked for one: it was, and another limit than the number's kept it back. */
    @Test
    void aLoginThatGotNoMessageBecauseOfItsAddressIsToldUntilWhen() {
        beans.set("countersign.sms.address-per-hour", "1");
        open();
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        beans.query(entities -> Numbers.add(entities, other.id(), beans.clock().instant()));

        OpenedAttempt keptBack = open(other, "home-" + user.id());

        assertThat(tell(keptBack).verdict()).isEqualTo(SmsVerdict.S_LIMIT);
        assertThat(tell(keptBack).evidence().until())
                .contains(beans.clock().instant().plus(Duration.ofHours(1)));
        assertThat(tell(keptBack).evidence().message()).isEmpty();
    }

    @Test
    void aLoginThatAsksForSomethingElseSaysWhat() {
        Totps.add(beans, signedIn, "App");
        beans.clock().pass(Duration.ofMinutes(15));
        OpenedAttempt attempt = open();

        Diagnosis diagnosis = tell(attempt);

        assertThat(diagnosis.verdict()).isEqualTo(SmsVerdict.S_NOT_SMS_USER);
        assertThat(diagnosis.evidence().number()).isEmpty();
        assertThat(diagnosis.evidence().factors())
                .singleElement()
                .satisfies(factor -> assertThat(factor.kind()).isEqualTo(FactorKind.TOTP));
        assertThat(inSession(number).verdict()).isEqualTo(SmsVerdict.S_NOT_SMS_USER);
    }

    @Test
    void aNumberThatNoMessageGoesToIsToldSo() {
        OpenedAttempt attempt = open();
        SentCodes.expire(beans, CodePurpose.LOGIN, id(attempt));
        assertThat(tell(attempt).verdict()).isEqualTo(SmsVerdict.S_NOT_SENT);
        String e164 = beans.query(entities -> Numbers.get(entities, number).e164());
        beans.run(ClosedRangeDesk.class, desk -> desk.close(new ClosedRangeView(e164, ""), "ann"));

        assertThat(tell(attempt).verdict()).isEqualTo(SmsVerdict.S_BAD_NUMBER);
        assertThat(inSession(number).verdict()).isEqualTo(SmsVerdict.S_BAD_NUMBER);
        beans.clock().pass(Duration.ofMinutes(3));
        assertThat(tell(open()).evidence().until()).as("waiting does not help").isEmpty();
    }

    @Test
    void aSessionIsToldOfTheLastMessageToEachNumber() {
        String further = beans.query(entities ->
                Numbers.addFurther(entities, user.id(), beans.clock().instant()));
        String unverified = beans.query(entities ->
                Numbers.addUnverified(entities, user.id(), beans.clock().instant()));

        assertThat(inSession(number).verdict()).isEqualTo(SmsVerdict.S_NO_REQUEST);
        Diagnosis other = inSession(further);
        assertThat(other.verdict()).isEqualTo(SmsVerdict.S_OTHER_NUMBER);
        assertThat(other.evidence().factors())
                .singleElement()
                .satisfies(factor -> assertThat(factor.ref().id()).isEqualTo(number));
        assertThat(inSession(unverified).verdict()).isEqualTo(SmsVerdict.S_UNVERIFIED);

        OpenedAttempt attempt = open();
        SentCodes.receive(beans, CodePurpose.LOGIN, id(attempt), SmsReceipt.State.REJECTED);
        assertThat(inSession(number).verdict()).isEqualTo(SmsVerdict.S_CARRIER_BLOCK);
        beans.clock().pass(Duration.ofMinutes(15));
        assertThat(inSession(number).verdict()).isEqualTo(SmsVerdict.S_NO_REQUEST);
    }

    @Test
    void whenAStrangersNumberGetsMessagesIsNotTold() {
        User stranger = Users.add(beans, PASSWORD, Account.OPEN);
        SignedInUser caller = signIn(stranger);
        String same = beans.query(entities -> {
            MobileNumber typed = Numbers.get(
                    entities,
                    Numbers.addUnverified(entities, stranger.id(), beans.clock().instant()));
            entities.createQuery("update MobileNumber n set n.e164 = :number where n.id = :id")
                    .setParameter("number", Numbers.get(entities, number).e164())
                    .setParameter("id", typed.id())
                    .executeUpdate();
            return typed.id();
        });
        open();
        assertThat(inSession(number).evidence().until()).isPresent();

        Diagnosis diagnosis = beans.<SmsDiagnosisDesk, Optional<Diagnosis>>call(
                        SmsDiagnosisDesk.class, desk -> desk.diagnose(caller, same, Map.of()))
                .orElseThrow();

        assertThat(diagnosis.verdict()).isEqualTo(SmsVerdict.S_UNVERIFIED);
        assertThat(diagnosis.evidence().until()).isEmpty();
    }

    @Test
    void aConfirmCodeOfAnUnverifiedNumberIsFollowed() {
        User newcomer = Users.add(beans, PASSWORD, Account.OPEN);
        SignedInUser caller = signIn(newcomer);
        String first = beans.query(entities ->
                Numbers.addUnverified(entities, newcomer.id(), beans.clock().instant()));
        beans.run(NumberVerification.class, desk -> desk.sendCode(caller, first, Optional.empty()));
        SentCodes.refuse(beans, CodePurpose.NUMBER, first, SmsResult.Refusal.CARRIER);

        Diagnosis diagnosis = beans.<SmsDiagnosisDesk, Optional<Diagnosis>>call(
                        SmsDiagnosisDesk.class, desk -> desk.diagnose(caller, first, Map.of()))
                .orElseThrow();

        assertThat(diagnosis.verdict()).isEqualTo(SmsVerdict.S_ESCALATE);
        assertThat(AuditTrail.of(beans, newcomer.id())).endsWith("DIAGNOSIS S_ESCALATE");
    }

    @Test
    void nobodyElseIsToldAnything() {
        OpenedAttempt attempt = open();
        SignedInUser stranger = SignedIn.add(beans);

        assertThat(beans.<SmsDiagnosisDesk, Optional<Diagnosis>>call(
                        SmsDiagnosisDesk.class, desk -> desk.diagnose(stranger, number, Map.of())))
                .isEmpty();
        assertThat(reason(beans.call(SmsDiagnosisDesk.class, desk -> desk.look(id(attempt), "wrong"))))
                .isEqualTo(Reason.UNKNOWN_ATTEMPT);
        assertThat(reason(beans.call(SmsDiagnosisDesk.class, desk -> desk.diagnose(id(attempt), "wrong", Map.of()))))
                .isEqualTo(Reason.UNKNOWN_ATTEMPT);
    }

    private SignedInUser signIn(User who) {
        return beans.query(entities -> SignedIn.add(entities, who, beans.clock().instant()));
    }

    private OpenedAttempt open() {
        return open(user, "home-" + user.id());
    }

    private OpenedAttempt open(User who, String address) {
        LoginRequest request = new LoginRequest(who.userName(), PASSWORD, ClientKind.PORTAL, "1", Optional.empty());
        Caller caller = new Caller(address, "");
        return granted(beans.<LoginDoor, LoginOutcome<OpenedAttempt>>call(
                LoginDoor.class, door -> door.begin(request, caller)));
    }

    private static String id(OpenedAttempt attempt) {
        return attempt.attempt().id();
    }

    private Diagnosis tell(OpenedAttempt attempt) {
        return diagnose(attempt, Map.of());
    }

    private Diagnosis diagnose(OpenedAttempt attempt, Map<SmsQuestion, Boolean> answers) {
        return granted(beans.<SmsDiagnosisDesk, LoginOutcome<Diagnosis>>call(
                SmsDiagnosisDesk.class, desk -> desk.diagnose(id(attempt), attempt.secret(), answers)));
    }

    private Diagnosis inSession(String of) {
        return beans.<SmsDiagnosisDesk, Optional<Diagnosis>>call(
                        SmsDiagnosisDesk.class, desk -> desk.diagnose(signedIn, of, Map.of()))
                .orElseThrow();
    }

    private static <T> T granted(LoginOutcome<T> outcome) {
        return ((Granted<T>) outcome).value();
    }

    private static Reason reason(LoginOutcome<?> outcome) {
        return ((Refused<?>) outcome).refusal().reason();
    }
}
