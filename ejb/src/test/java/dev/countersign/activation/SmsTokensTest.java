package dev.countersign.activation;

import static dev.countersign.activation.Phone.granted;
import static dev.countersign.activation.Phone.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationOutcome.NotLetIn;
import dev.countersign.activation.ActivationOutcome.Refused;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.audit.AuditTrail;
import dev.countersign.card.Cards;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.device.ActivationSecret;
import dev.countersign.device.Octets;
import dev.countersign.factor.Factors;
import dev.countersign.lockout.Caller;
import dev.countersign.login.Approach;
import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginAttempts;
import dev.countersign.login.LoginRequest;
import dev.countersign.number.NumberChanged;
import dev.countersign.number.NumberOutcome;
import dev.countersign.number.NumberRefusal;
import dev.countersign.number.NumberVerification;
import dev.countersign.number.Verification;
import dev.countersign.sms.CodeDelivery;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Activation by password and the token of an SMS, without the portal. */
class SmsTokensTest {

    private static final String PASSWORD = "secret1";
    private static final Duration PAUSE = Duration.ofMinutes(2);

    private final Beans beans = new Beans()
            .set("countersign.password.argon2-memory-kib", "8")
            .set("countersign.password.argon2-iterations", "1");
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    private final Phone phone = new Phone(beans);
    private final Caller home =
            new Caller("home-" + UUID.randomUUID().toString().substring(0, 8), "");

    @Test
    void passwordAndTokenMakeThePhoneAnAuthenticator() {
        BegunByToken begun = granted(begin(PASSWORD));
        assertThat(begun.numbers()).extracting(BegunByToken.TokenNumber::id).containsExactly(number);
        SentToken sent = granted(send(begun, number));
        assertThat(sent.expiresAt()).isEqualTo(beans.clock().instant().plus(Duration.ofMinutes(15)));
        String token = token(begun);
        assertThat(token).matches("[0-9]{8}");

        Activated activated = granted(claim(begun, token));

        assertThat(activated.userName()).isEqualTo(user.userName());
        assertThat(activated.move().weakUntil())
                .as("it came by SMS")
                .contains(beans.clock().instant().plus(Duration.ofHours(24)));
        assertThat(SentCodes.find(
                        beans, CodePurpose.ACTIVATION, begun.activation().toString()))
                .as("the text is blank")
                .isEmpty();
        assertThat(AuditTrail.of(beans, user.id()))
                .containsExactly("ACTIVATION_BEGUN OK", "ACTIVATION_SMS OK", "ACTIVATION OK");
    }

    @Test
    void aWrongPasswordIsRefusedAndCountedAsAtALogin() {
        for (int i = 0; i < 10; i++) {
            assertThat(doorReason(begin("wrong"))).isEqualTo(dev.countersign.login.Reason.BAD_CREDENTIALS);
        }

        assertThat(doorReason(begin(PASSWORD))).isEqualTo(dev.countersign.login.Reason.LOCKED);
    }

    @Test
    void anUnknownNameAnswersAsAWrongPasswordDoes() {
        ActivationOutcome<BegunByToken> outcome = beans.call(
                CredentialDoor.class,
                door -> door.begin(
                        request("nobody" + UUID.randomUUID().toString().substring(0, 8), "wrong"),
                        Optional.empty(),
                        phone.report(),
                        home));

        assertThat(doorReason(outcome)).isEqualTo(dev.countersign.login.Reason.BAD_CREDENTIALS);
    }

    @Test
    void aNumberThatMayBeInALostPhoneGetsNoToken() {
        BegunByToken begun = granted(begin(PASSWORD));
        beans.clock().pass(Duration.ofSeconds(1));
        beans.call(
                Factors.class,
                factors -> factors.losePhone(user.id(), beans.clock().instant()));

        assertThat(reason(send(begun, number))).isEqualTo(Reason.NO_NUMBER);
        assertThat(reason(begin(PASSWORD))).isEqualTo(Reason.NO_NUMBER);
    }

    /** A jurisdiction that allows fewer means all answers, and not those at logins alone. */
    @Test
    void itBearsNoMoreWrongTokensThanALoginWrongAnswers() {
        beans.set("countersign.login.tries", "1");
        BegunByToken begun = granted(begin(PASSWORD));
        granted(send(begun, number));
        String token = token(begun);

        claim(begun, (token.charAt(0) == '0' ? "1" : "0") + token.substring(1));

        assertThat(reason(scan(begun))).isEqualTo(Reason.SESSION_USED);
    }

    @Test
    void fiveWrongTokensBurnIt() {
        BegunByToken begun = granted(begin(PASSWORD));
        granted(send(begun, number));
        String token = token(begun);
        String wrong = (token.charAt(0) == '0' ? "1" : "0") + token.substring(1);
        for (int left = 4; left >= 0; left--) {
            ActivationOutcome<Activated> outcome = claim(begun, wrong);
            assertThat(reason(outcome)).isEqualTo(Reason.TOKEN_WRONG);
            assertThat(((Refused<Activated>) outcome).refusal().triesLeft()).contains(left);
        }

        assertThat(reason(scan(begun))).isEqualTo(Reason.SESSION_USED);
        assertThat(AuditTrail.of(beans, user.id()))
                .as("each cost a try")
                .filteredOn("ACTIVATION TOKEN_WRONG"::equals)
                .hasSize(5);
    }

    /** It costs no try, and so comes as often as whoever has a password likes. */
    @Test
    void whatIsRefusedAfterTheRightPasswordIsWrittenOnceAnHour() {
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        for (int i = 0; i < 30; i++) {
            assertThat(reason(begin(other, PASSWORD))).isEqualTo(Reason.NO_NUMBER);
        }

        assertThat(AuditTrail.of(beans, other.id())).containsExactly("ACTIVATION_BEGUN NO_NUMBER");
    }

    @Test
    void theTokenGoesAgainAfterTwoMinutesAndStaysTheSame() {
        BegunByToken begun = granted(begin(PASSWORD));
        granted(send(begun, number));
        String token = token(begun);
        assertThat(reason(send(begun, number))).isEqualTo(Reason.SMS_COOLDOWN);
        beans.clock().pass(PAUSE);

        granted(send(begun, number));

        assertThat(token(begun)).isEqualTo(token);
    }

    @Test
    void whatTheCarrierOfANumberHasBlockedGoesToAnotherOne() {
        String further = beans.query(entities ->
                Numbers.addFurther(entities, user.id(), beans.clock().instant()));
        BegunByToken begun = granted(begin(PASSWORD));
        String id = begun.activation().toString();
        granted(send(begun, number));
        SentCodes.refuse(beans, CodePurpose.ACTIVATION, id, SmsResult.Refusal.BLOCKED);
        beans.clock().pass(PAUSE);

        ActivationOutcome<SentToken> again = send(begun, number);

        assertThat(reason(again)).isEqualTo(Reason.SMS_CARRIER_BLOCKED);
        assertThat(((Refused<SentToken>) again).refusal().retryAfter()).isEmpty();
        assertThat(SentCodes.count(beans, CodePurpose.ACTIVATION, id)).isEqualTo(1);
        assertThat(AuditTrail.of(beans, user.id())).endsWith("ACTIVATION_SMS SMS_CARRIER_BLOCKED");
        granted(send(begun, further));
        assertThat(reason(send(begun, number))).as("nor after that").isEqualTo(Reason.SMS_CARRIER_BLOCKED);
        granted(claim(begun, token(begun)));
    }

    @Test
    void theTokenGoesToVerifiedNumbersOfTheUserAlone() {
        BegunByToken begun = granted(begin(PASSWORD));
        String unverified = beans.query(entities ->
                Numbers.addUnverified(entities, user.id(), beans.clock().instant()));

        assertThat(reason(send(begun, unverified))).isEqualTo(Reason.NO_NUMBER);
        assertThat(reason(send(begun, UUID.randomUUID().toString()))).isEqualTo(Reason.NO_NUMBER);
        assertThat(beans.<TokenDesk, Optional<ActivationOutcome<SentToken>>>call(
                        TokenDesk.class, desk -> desk.send(begun.activation(), "guessed", Optional.of(number))))
                .isEmpty();
    }

    /** He could have it verified in the portal with his password alone, too. */
    @Test
    void ofAUserWithoutAFactorTheTokenVerifiesTheNumberThatTheBrokerEntered() {
        User fresh = Users.add(beans, PASSWORD, Account.OPEN);
        String entered = unverified(fresh);
        BegunByToken begun = granted(begin(fresh, PASSWORD));
        assertThat(begun.numbers()).extracting(BegunByToken.TokenNumber::id).containsExactly(entered);
        granted(send(begun, entered));
        assertThat(isVerified(entered)).as("sent is not proven").isFalse();

        assertThat(reason(claim(begun, Moving.other(token(begun))))).isEqualTo(Reason.TOKEN_WRONG);
        assertThat(isVerified(entered)).isFalse();
        granted(claim(begun, token(begun)));

        assertThat(isVerified(entered)).isTrue();
        assertThat(AuditTrail.of(beans, fresh.id()))
                .containsExactly(
                        "ACTIVATION_BEGUN OK",
                        "ACTIVATION_SMS OK",
                        "ACTIVATION TOKEN_WRONG",
                        "NUMBER_VERIFIED OK",
                        "SMS_ENROLLED OK",
                        "ACTIVATION OK");
        assertThat(beans.fired(NumberChanged.class))
                .containsExactly(new NumberChanged(fresh.id(), entered, NumberChanged.Kind.VERIFIED, Optional.empty()));
    }

    /** A thief who knew the password before may have entered the number. */
    @Test
    void anUnverifiedNumberIsNoWayOnceTheUserHasAFactor() {
        User fresh = Users.add(beans, PASSWORD, Account.OPEN);
        String entered = unverified(fresh);
        BegunByToken begun = granted(begin(fresh, PASSWORD));
        granted(send(begun, entered));
        String own = beans.query(
                entities -> Numbers.add(entities, fresh.id(), beans.clock().instant()));
        beans.clock().pass(PAUSE);

        assertThat(reason(send(begun, entered))).isEqualTo(Reason.NO_NUMBER);
        assertThat(reason(claim(begun, token(begun)))).isEqualTo(Reason.SESSION_EXPIRED);

        assertThat(isVerified(entered)).isFalse();
        assertThat(granted(begin(fresh, PASSWORD)).numbers())
                .extracting(BegunByToken.TokenNumber::id)
                .containsExactly(own);
    }

    /** What comes back would not tell which of them its user holds. */
    @Test
    void aTokenThatVerifiesANumberGoesToThatOneAlone() {
        User fresh = Users.add(beans, PASSWORD, Account.OPEN);
        String first = unverified(fresh);
        String second = unverified(fresh);
        BegunByToken begun = granted(begin(fresh, PASSWORD));
        granted(send(begun, first));

        assertThat(reason(send(begun, second))).isEqualTo(Reason.SESSION_EXPIRED);

        granted(claim(begun, token(begun)));
        assertThat(isVerified(first)).isTrue();
        assertThat(isVerified(second)).isFalse();
    }

    @Test
    void aTokenOfVerifiedNumbersGoesToOneAfterTheOther() {
        String further = beans.query(entities ->
                Numbers.addFurther(entities, user.id(), beans.clock().instant()));
        BegunByToken begun = granted(begin(PASSWORD));

        granted(send(begun, number));
        granted(send(begun, further));

        granted(claim(begun, token(begun)));
    }

    /** Whoever types a number would else keep its owner from his logins, or have the broker pay. */
    @Test
    void aTokenToAnUnverifiedNumberHasTheLimitsOfConfirmCodes() {
        beans.set("countersign.number.codes-per-day", "2");
        User fresh = Users.add(beans, PASSWORD, Account.OPEN);
        String entered = unverified(fresh);
        String other = unverified(fresh);
        for (int sent = 0; sent < 2; sent++) {
            beans.clock().pass(PAUSE);
            granted(send(granted(begin(fresh, PASSWORD)), entered));
        }
        beans.clock().pass(PAUSE);

        ActivationOutcome<SentToken> refused = send(granted(begin(fresh, PASSWORD)), other);

        assertThat(reason(refused)).isEqualTo(Reason.SMS_LIMIT);
        assertThat(((Refused<SentToken>) refused).refusal().retryAfter())
                .contains(Duration.ofDays(1).minus(PAUSE.multipliedBy(2)));
        assertThat(reasonOfNumber(fresh, other))
                .as("the portal sends no confirm code either")
                .isEqualTo(NumberRefusal.Reason.DAILY_LIMIT);
    }

    @Test
    void noTokenGoesToANumberThatNoSmsGoesTo() {
        User fresh = Users.add(beans, PASSWORD, Account.OPEN);
        String entered = unverified(fresh);
        Numbers.close(
                beans, beans.query(entities -> Numbers.get(entities, entered).e164()));

        ActivationOutcome<SentToken> refused = send(granted(begin(fresh, PASSWORD)), entered);

        assertThat(reason(refused)).isEqualTo(Reason.SMS_CLOSED);
        assertThat(((Refused<SentToken>) refused).refusal().retryAfter()).isEmpty();
    }

    /** The last turns of an hour are kept for who has proven to hold the number. */
    @Test
    void aTokenToAnUnverifiedNumberLeavesTurnsToItsOwner() {
        beans.set("countersign.sms.per-hour", "3");
        User fresh = Users.add(beans, PASSWORD, Account.OPEN);
        String entered = unverified(fresh);
        BegunByToken begun = granted(begin(fresh, PASSWORD));
        granted(send(begun, entered));
        beans.clock().pass(PAUSE);

        assertThat(reason(send(begun, entered))).isEqualTo(Reason.SMS_LIMIT);
    }

    /** Password and SIM open no login of his. */
    @Test
    void whoHasAnotherFactorToStayAddsThePhoneInThePortal() {
        Cards.active(beans, user.userName());

        assertThat(reason(begin(PASSWORD))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
    }

    @Test
    void whoHasNoNumberOrAnAuthenticatorIsToldSo() {
        User without = Users.add(beans, PASSWORD, Account.OPEN);
        assertThat(reason(begin(without, PASSWORD))).isEqualTo(Reason.NO_NUMBER);

        Activations.activate(beans, user, phone);

        assertThat(reason(begin(PASSWORD))).isEqualTo(Reason.ALREADY_HERE);
        assertThat(reason(beans.call(
                        CredentialDoor.class,
                        door -> door.begin(
                                request(user.userName(), PASSWORD),
                                Optional.empty(),
                                new Phone(beans).report(),
                                home))))
                .isEqualTo(Reason.ALREADY_ELSEWHERE);
    }

    /** No SMS is sent for it. */
    @Test
    void whoWouldBeOneTooManyOnThePhoneIsToldBeforeHeTypesAnythingMore() {
        beans.set("countersign.activation.users-per-phone", "1");
        Activations.activate(beans, Users.add(beans, PASSWORD, Account.OPEN), phone);

        assertThat(reason(begin(PASSWORD))).isEqualTo(Reason.INSTALLATION_FULL);
    }

    /** Guesses that were let in together get no more answers than the door gives. */
    @Test
    void aRightPasswordIsToldNothingOnceItsLaneWasClosedMeanwhile() {
        BegunByToken begun = granted(begin(PASSWORD));
        Approach early = beans.call(
                LoginAttempts.class, attempts -> attempts.approach(request(user.userName(), PASSWORD), home));
        assertThat(early.standing().isOpen()).isTrue();
        for (int i = 0; i < 10; i++) {
            begin("wrong " + i);
        }

        ActivationOutcome<BegunByToken> late =
                beans.call(TokenDesk.class, desk -> desk.begin(early, Optional.empty(), phone.report()));
        ActivationOutcome<UUID> repeated = beans.call(TokenDesk.class, desk -> desk.repeat(early, begun.activation()));

        assertThat(doorReason(late)).isEqualTo(dev.countersign.login.Reason.LOCKED);
        assertThat(doorReason(repeated)).isEqualTo(dev.countersign.login.Reason.LOCKED);
    }

    @Test
    void anotherKindOfSecretThanTheTokenBurnsIt() {
        BegunByToken begun = granted(begin(PASSWORD));
        Offer offer = granted(scan(begun));

        assertThat(reason(phone.redeem(offer, ActivationSecret.ofQr(Octets.of(new byte[32])))))
                .isEqualTo(Reason.PROOF_WRONG);
    }

    @Test
    void whoHasTheSecretIsToldWhatBecameOfTheSmsWhileTheTokenCounts() {
        BegunByToken begun = granted(begin(PASSWORD));
        assertThat(delivery(begun, begun.secret())).as("nothing was sent").isEmpty();
        granted(send(begun, number));

        SentCodes.submit(beans, CodePurpose.ACTIVATION, begun.activation().toString());

        assertThat(delivery(begun, begun.secret())).map(CodeDelivery::state).contains(CodeDelivery.State.SENT);
        assertThat(delivery(begun, "wrong")).isEmpty();
        granted(claim(begun, token(begun)));
        assertThat(delivery(begun, begun.secret())).as("it is used").isEmpty();
    }

    private Optional<CodeDelivery> delivery(BegunByToken begun, String secret) {
        return beans.call(TokenDesk.class, desk -> desk.findDelivery(begun.activation(), secret));
    }

    private String unverified(User whose) {
        return beans.query(entities ->
                Numbers.addUnverified(entities, whose.id(), beans.clock().instant()));
    }

    private boolean isVerified(String id) {
        return beans.query(entities -> Numbers.get(entities, id).isVerified());
    }

    private NumberRefusal.Reason reasonOfNumber(User whose, String id) {
        SignedInUser caller = beans.query(
                entities -> SignedIn.add(entities, whose, beans.clock().instant()));
        NumberOutcome<Verification> outcome =
                beans.call(NumberVerification.class, numbers -> numbers.sendCode(caller, id, Optional.empty()));
        return ((NumberOutcome.Refused<?>) outcome).refusal().reason();
    }

    private ActivationOutcome<BegunByToken> begin(String password) {
        return begin(user, password);
    }

    private ActivationOutcome<BegunByToken> begin(User whose, String password) {
        return beans.call(
                CredentialDoor.class,
                door -> door.begin(request(whose.userName(), password), Optional.empty(), phone.report(), home));
    }

    private ActivationOutcome<SentToken> send(BegunByToken begun, String to) {
        return beans.<TokenDesk, Optional<ActivationOutcome<SentToken>>>call(
                        TokenDesk.class, desk -> desk.send(begun.activation(), begun.secret(), Optional.of(to)))
                .orElseThrow();
    }

    private ActivationOutcome<Offer> scan(BegunByToken begun) {
        return beans.call(DeviceDesk.class, desk -> desk.offer(begun.activation(), phone.report()));
    }

    private ActivationOutcome<Activated> claim(BegunByToken begun, String token) {
        return phone.redeem(granted(scan(begun)), ActivationSecret.ofSmsToken(token));
    }

    private String token(BegunByToken begun) {
        return SentCodes.get(beans, CodePurpose.ACTIVATION, begun.activation().toString());
    }

    private static dev.countersign.login.Reason doorReason(ActivationOutcome<?> outcome) {
        return ((NotLetIn<?>) outcome).refusal().reason();
    }

    private static LoginRequest request(String name, String password) {
        return new LoginRequest(name, password, ClientKind.MOBILE, "", Optional.empty());
    }
}
