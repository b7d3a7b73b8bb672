package dev.countersign.helpdesk;

import static dev.countersign.factor.FactorEnd.LOST;
import static dev.countersign.factor.FactorEnd.REMOVED;
import static dev.countersign.helpdesk.IdentityElement.CALL_BACK;
import static dev.countersign.helpdesk.IdentityElement.DATE_OF_BIRTH;
import static dev.countersign.helpdesk.IdentityElement.SECURITY_QUESTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.card.Cards;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.helpdesk.CallOutcome.Done;
import dev.countersign.helpdesk.CallOutcome.Reason;
import dev.countersign.helpdesk.CallOutcome.Refused;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.number.NumberHelpDesk.Lifted;
import dev.countersign.number.NumberHelpDesk.Lifting;
import dev.countersign.password.IssuedReset;
import dev.countersign.password.ResetOutcome;
import dev.countersign.policy.LimitsForTests;
import dev.countersign.sms.Numbers;
import dev.countersign.user.Account;
import dev.countersign.user.HelpDeskCase;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody gets help in a user's name who has not proven to be him. */
class CallerDeskTest {

    private static final IdentityCheck RIGHT = check(Map.of(SECURITY_QUESTION, true, CALL_BACK, true));
    private static final IdentityCheck WRONG = check(Map.of(SECURITY_QUESTION, false, CALL_BACK, true));
    private static final IdentityCheck NO_QUESTION = check(Map.of(DATE_OF_BIRTH, true, CALL_BACK, true));

    private final Beans beans = new Beans();
    private final User user = Users.add(beans, "secret1", Account.OPEN);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));

    /** A wish with the type of its entry in the audit. */
    private interface Wish {
        CallOutcome<?> ask(CallerDesk desk, String userName, IdentityCheck check);
    }

    static Stream<Arguments> wishes() {
        return Stream.of(
                wish("USER_UNLOCKED", (desk, name, check) -> desk.unlock(name, check, "ann")),
                wish("PASSWORD_RESET_ISSUED", (desk, name, check) -> desk.issueReset(name, check, "ann")),
                wish(
                        "AUTHENTICATOR_REVOKED",
                        (desk, name, check) -> desk.endAuthenticator(name, REMOVED, check, "ann")),
                wish("FACTOR_ENDED", (desk, name, check) -> desk.endFactor(name, "any", REMOVED, check, "ann")),
                wish("SMS_LIMITS_LIFTED", (desk, name, check) -> desk.liftSmsLimits(name, check, "ann")),
                wish("NOTIFICATION_TESTED", (desk, name, check) -> desk.testNotification(name, check, "ann")));
    }

    private static Arguments wish(String type, Wish wish) {
        return Arguments.of(type, wish);
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void whoDidNotProveToBeTheUserGetsNothingAndWhatHeAnsweredIsKept(String type, Wish wish) {
        UUID enrolment = Activations.activate(beans, user, new Phone(beans));
        int before = AuditTrail.of(beans, user.id()).size();

        assertThat(reason(ask(wish, user.userName(), WRONG))).isEqualTo(Reason.IDENTITY_UNPROVEN);
        assertThat(reason(ask(wish, user.userName(), NO_QUESTION))).isEqualTo(Reason.IDENTITY_UNPROVEN);

        assertThat(KeptChecks.of(beans, user.id()))
                .containsExactlyInAnyOrder("-SECURITY_QUESTION +CALL_BACK", "+DATE_OF_BIRTH +CALL_BACK");
        assertThat(AuditTrail.of(beans, user.id()).stream().skip(before))
                .containsExactly(type + " IDENTITY_UNPROVEN", type + " IDENTITY_UNPROVEN");
        assertThat(beans.<Authenticators, Boolean>call(
                        Authenticators.class, all -> all.get(enrolment).isActive()))
                .isTrue();
    }

    /** What the operator is told finds it in the audit. */
    @ParameterizedTest
    @MethodSource("wishes")
    void theReferenceOfARefusalFindsItsEntry(String type, Wish wish) {
        Refused<?> refused = (Refused<?>) ask(wish, user.userName(), WRONG);

        assertThat(AuditTrail.at(beans, refused.reference())).containsExactly(type + " IDENTITY_UNPROVEN");
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void nobodyIsNobody(String type, Wish wish) {
        assertThat(reason(ask(wish, "nobody-" + UUID.randomUUID(), RIGHT))).isEqualTo(Reason.UNKNOWN_USER);
    }

    @Test
    void aLockEndsAndTheLanesOpen() {
        Users.lock(beans, user.id());
        Lane lane = Lane.ofUser(user.id(), "");
        beans.run(Lockout.class, lockout -> lockout.factorFailed(lane, LimitsForTests.withLockFailures(1)));

        assertThat(done(desk -> desk.unlock(user.userName(), RIGHT, "ann")).locked())
                .isFalse();

        Optional<Instant> until = beans.call(Lockout.class, lockout -> lockout.lockedUntil(lane));
        assertThat(until).isEmpty();
        assertThat(KeptChecks.of(beans, user.id())).containsExactly("+SECURITY_QUESTION +CALL_BACK");
    }

    @Test
    void aResetCodeIsIssued() {
        ResetOutcome<IssuedReset> issued = done(desk -> desk.issueReset(user.userName(), RIGHT, "ann"));

        assertThat(issued).isInstanceOf(ResetOutcome.Granted.class);
        assertThat(KeptChecks.of(beans, user.id())).hasSize(1);
    }

    @Test
    void anAuthenticatorEndsOnce() {
        Activations.activate(beans, user, new Phone(beans));

        boolean ended = done(desk -> desk.endAuthenticator(user.userName(), REMOVED, RIGHT, "ann"));
        boolean again = done(desk -> desk.endAuthenticator(user.userName(), REMOVED, RIGHT, "ann"));

        assertThat(ended).isTrue();
        assertThat(again).isFalse();

        assertThat(KeptChecks.of(beans, user.id())).hasSize(2);
    }

    /** Who has found the phone gets what comes to it by message. */
    @Test
    void aLostPhoneLeavesNoNumberOfBefore() {
        Activations.activate(beans, user, new Phone(beans));
        beans.clock().pass(Duration.ofSeconds(1));

        done(desk -> desk.endAuthenticator(user.userName(), LOST, RIGHT, "ann"));

        assertThat(listUsable()).isEmpty();
        assertThat(AuditTrail.of(beans, user.id())).contains("PHONE_LOST AUTHENTICATOR");
    }

    @Test
    void aPhoneThatWasNotLostLeavesTheNumber() {
        Activations.activate(beans, user, new Phone(beans));

        done(desk -> desk.endAuthenticator(user.userName(), REMOVED, RIGHT, "ann"));

        assertThat(listUsable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.SMS);
    }

    private List<OwnedFactor> listUsable() {
        return beans.call(Factors.class, factors -> factors.listUsable(user.id()));
    }

    /** Its end reads all anew that was read before it has its locks; the check is kept all the same. */
    @Test
    void aFactorEnds() {
        Cards card = Cards.active(beans, user.userName());

        boolean ended = done(desk -> desk.endFactor(user.userName(), card.id(), REMOVED, RIGHT, "ann"));
        boolean removed = done(desk -> desk.endFactor(user.userName(), number, REMOVED, RIGHT, "ann"));

        assertThat(ended).isTrue();
        assertThat(removed).as("a number is no such factor").isFalse();
        Optional<OwnedFactor> left = beans.call(Factors.class, factors -> factors.findOwn(user.id(), card.id()));
        assertThat(left).isEmpty();
        assertThat(KeptChecks.of(beans, user.id())).hasSize(2);
    }

    @Test
    void eachCaseLiftsTheLimitsOnce() {
        Lifting first = done(desk -> desk.liftSmsLimits(user.userName(), RIGHT, "ann"));
        Lifting again = done(desk -> desk.liftSmsLimits(user.userName(), RIGHT, "ann"));

        assertThat(first.what()).isEqualTo(Lifted.LIFTED);
        assertThat(again.what()).isEqualTo(Lifted.NOT_AGAIN);
    }

    private static Reason reason(CallOutcome<?> outcome) {
        return ((Refused<?>) outcome).reason();
    }

    private CallOutcome<?> ask(Wish wish, String userName, IdentityCheck check) {
        return beans.<CallerDesk, CallOutcome<?>>call(CallerDesk.class, desk -> wish.ask(desk, userName, check));
    }

    private <T> T done(Function<CallerDesk, CallOutcome<T>> wish) {
        return ((Done<T>) beans.<CallerDesk, CallOutcome<T>>call(CallerDesk.class, wish)).value();
    }

    private static IdentityCheck check(Map<IdentityElement, Boolean> answers) {
        return new IdentityCheck(new HelpDeskCase("C-1"), answers);
    }
}
