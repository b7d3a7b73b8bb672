package dev.countersign.move;

import static dev.countersign.activation.Moving.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Moving;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.AuthenticatorDesk;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.card.Cards;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.move.StopDesk.Stop;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.sms.Numbers;
import dev.countersign.time.ClockSkew;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The link of the notice stops a phone that was not its user's. */
class StopDeskTest {

    private static final Duration DAY = Duration.ofHours(24);

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    private final UUID first = Activations.activate(beans, user, new Phone(beans));

    /** What follows is newer than what the user had, by any clock. */
    @BeforeEach
    void letTimePass() {
        beans.clock().pass(ClockSkew.MOST.plusSeconds(1));
    }

    @Test
    void itEndsThePhoneAndTheSessionsSinceThenAndNoOthers() {
        SignedInUser before = signIn();
        letTimePass();
        UUID moved = moving.migrate(user, new Phone(beans));
        String link = link();
        beans.clock().pass(Duration.ofMinutes(1));
        SignedInUser since = signIn();

        assertThat(stop(tokenOf(link))).isEqualTo(Stop.STOPPED);

        assertThat(state(moved)).isEqualTo(EnrolmentState.STOPPED);
        assertThat(state(first)).as("its keys are gone").isEqualTo(EnrolmentState.MIGRATED_AWAY);
        assertThat(SignedIn.isEnded(beans, since)).isTrue();
        assertThat(SignedIn.isEnded(beans, before)).isFalse();
        assertThat(AuditTrail.of(beans, user.id())).endsWith("AUTHENTICATOR_STOPPED OK");
        assertThat(beans.fired(SecurityEvent.class))
                .last()
                .extracting(SecurityEvent::kind)
                .isEqualTo(SecurityEvent.Kind.FACTOR_REMOVED);
    }

    /** Each node has a clock of its own. */
    @Test
    void itEndsWhatANodeHasNotedWhoseClockIsBehind() {
        moving.migrate(user, new Phone(beans));
        Instant behind = beans.clock().instant().minus(ClockSkew.MOST);
        SignedInUser session = beans.query(entities -> SignedIn.add(entities, user, behind));
        String his = beans.query(entities -> Numbers.addFurther(entities, user.id(), behind));
        SignedInUser older = beans.query(entities -> SignedIn.add(entities, user, behind.minusMillis(1)));

        stop(tokenOf(link()));

        assertThat(SignedIn.isEnded(beans, session)).isTrue();
        assertThat(numbers()).containsExactly(number).doesNotContain(his);
        assertThat(SignedIn.isEnded(beans, older)).isFalse();
    }

    /** Whoever has the new phone could have proven it to add something that stays. */
    @Test
    void itEndsWhatWasAddedSinceThenAndNothingOlder() {
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        beans.query(entities -> Numbers.add(entities, other.id(), beans.clock().instant()));
        SignedInUser caller = beans.query(
                entities -> SignedIn.add(entities, other, beans.clock().instant()));
        Totps before = Totps.add(beans, caller, "Phone");
        Activations.activate(beans, other, new Phone(beans));
        letTimePass();
        moving.migrate(other, new Phone(beans));
        beans.clock().pass(Duration.ofMinutes(1));
        Cards since = Cards.active(beans, other.userName());

        stop(tokenOf(link()));

        List<OwnedFactor> left = beans.call(Factors.class, factors -> factors.listAll(other.id()));
        assertThat(left)
                .extracting(factor -> factor.ref().id())
                .contains(before.id())
                .doesNotContain(since.id());
        assertThat(beans.fired(FactorEnded.class))
                .extracting(FactorEnded::factor)
                .contains(new FactorRef(FactorKind.DISPLAY_CARD, since.id()));
        assertThat(AuditTrail.of(beans, other.id())).contains("FACTOR_STOPPED DISPLAY_CARD");
    }

    /** With his own number in the place of the user's, the thief would get the SMS of the next login. */
    @Test
    void itRemovesTheNumbersThatCameSinceThenAndGivesTheCodesBackToTheOneBefore() {
        String further = addFurther();
        letTimePass();
        moving.migrate(user, new Phone(beans));
        String link = link();
        beans.clock().pass(Duration.ofMinutes(1));
        String his = addFurther();
        String unverified = beans.query(entities ->
                Numbers.addUnverified(entities, user.id(), beans.clock().instant()));
        beans.query(entities -> {
            Numbers.get(entities, number).remove();
            Numbers.get(entities, his).becomeDefault();
            return true;
        });

        stop(tokenOf(link));

        assertThat(numbers()).containsExactlyInAnyOrder(number, further);
        assertThat(codesGoTo()).contains(number);
        assertThat(beans.fired(FactorEnded.class))
                .extracting(FactorEnded::factor)
                .containsExactlyInAnyOrder(
                        new FactorRef(FactorKind.SMS, his), new FactorRef(FactorKind.SMS, unverified));
        assertThat(AuditTrail.of(beans, user.id())).contains("FACTOR_STOPPED SMS");
    }

    /** He has the SIM of a number of the user's: it becomes no default by that. */
    @Test
    void itGivesTheCodesBackWhateverBecameOfTheNumberBefore() {
        String further = addFurther();
        letTimePass();
        moving.migrate(user, new Phone(beans));
        beans.clock().pass(Duration.ofMinutes(1));
        Instant proven = beans.clock().instant();
        beans.query(entities -> {
            MobileNumber before = Numbers.get(entities, number);
            before.remove();
            before.restore(proven);
            Numbers.get(entities, further).becomeDefault();
            return true;
        });

        stop(tokenOf(link()));

        assertThat(numbers()).containsExactlyInAnyOrder(number, further);
        assertThat(codesGoTo()).contains(number);
        assertThat(beans.<Boolean>query(
                        entities -> Numbers.get(entities, number).isVerified()))
                .isTrue();
    }

    /** A move that was made before the number was written down with it. */
    @Test
    void itGivesTheCodesToTheOldestNumberWhereTheOneBeforeIsNotKnown() {
        moving.migrate(user, new Phone(beans));
        forgetNumberOfMove();
        beans.clock().pass(Duration.ofMinutes(1));
        String his = addFurther();
        beans.query(entities -> {
            Numbers.get(entities, number).resign();
            Numbers.get(entities, his).becomeDefault();
            return true;
        });

        stop(tokenOf(link()));

        assertThat(numbers()).containsExactly(number);
        assertThat(codesGoTo()).contains(number);
    }

    @Test
    void itTellsWhoeverHasToTakeMoreBack() {
        moving.migrate(user, new Phone(beans));
        Instant since = beans.clock().instant().minus(ClockSkew.MOST);
        beans.clock().pass(Duration.ofMinutes(1));

        stop(tokenOf(link()));

        assertThat(beans.fired(PhoneStopped.class)).containsExactly(new PhoneStopped(user.id(), since));
    }

    @Test
    void theStoppedPhoneKeepsItsPlaceUntilTheHelpDeskEndsIt() {
        UUID moved = moving.migrate(user, new Phone(beans));
        stop(tokenOf(link()));
        assertThat(active()).hasValueSatisfying(kept -> assertThat(kept.id()).isEqualTo(moved));
        assertThat(movable()).as("nothing to move").isEmpty();

        beans.call(AuthenticatorDesk.class, desk -> desk.revoke(user.userName(), "operator"));

        assertThat(state(moved)).isEqualTo(EnrolmentState.REVOKED);
        assertThat(active()).isEmpty();
    }

    @Test
    void aSecondPressChangesNothing() {
        moving.migrate(user, new Phone(beans));
        String token = tokenOf(link());
        stop(token);
        beans.call(AuthenticatorDesk.class, desk -> desk.revoke(user.userName(), "operator"));
        UUID replaced = Activations.activate(beans, user, new Phone(beans));

        assertThat(stop(token)).isEqualTo(Stop.STOPPED);

        assertThat(state(replaced)).isEqualTo(EnrolmentState.ACTIVE);
    }

    @Test
    void itReachesAlsoWhereTheAuthenticatorWentOnFromThere() {
        moving.migrate(user, new Phone(beans));
        String link = link();
        UUID further = moving.migrate(user, new Phone(beans));

        stop(tokenOf(link));

        assertThat(state(further)).isEqualTo(EnrolmentState.STOPPED);
    }

    @Test
    void itIsGoodForADay() {
        UUID moved = moving.migrate(user, new Phone(beans));
        String token = tokenOf(link());

        assertThat(stop("A".repeat(22))).isEqualTo(Stop.UNKNOWN);
        beans.clock().pass(DAY);
        assertThat(stop(token)).isEqualTo(Stop.EXPIRED);
        assertThat(state(moved)).isEqualTo(EnrolmentState.ACTIVE);
    }

    private String addFurther() {
        return beans.query(entities ->
                Numbers.addFurther(entities, user.id(), beans.clock().instant()));
    }

    private List<String> numbers() {
        return beans.call(MobileNumbers.class, numbers -> numbers.listOwn(user.id())).stream()
                .map(MobileNumber::id)
                .toList();
    }

    private Optional<String> codesGoTo() {
        return beans.call(MobileNumbers.class, numbers -> numbers.findDefault(user.id()))
                .map(MobileNumber::id);
    }

    private void forgetNumberOfMove() {
        beans.query(entities -> entities.createQuery("update PhoneMove m set m.numberId = null where m.userId = :user")
                .setParameter("user", user.id())
                .executeUpdate());
    }

    /** Of the newest notice. */
    private String link() {
        return beans.fired(SecurityEvent.class).stream()
                .flatMap(told -> told.link().stream())
                .reduce((older, newer) -> newer)
                .orElseThrow()
                .toString();
    }

    private SignedInUser signIn() {
        return beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
    }

    private Stop stop(String token) {
        return beans.call(StopDesk.class, desk -> desk.stop(token));
    }

    private static String tokenOf(String link) {
        return link.substring(link.indexOf('#') + 1);
    }

    private Optional<Enrolment> active() {
        return beans.call(Authenticators.class, all -> all.findActive(user.id()));
    }

    private Optional<Enrolment> movable() {
        return beans.call(Moves.class, moves -> moves.findFormer(user.id()));
    }

    private EnrolmentState state(UUID id) {
        return beans.call(Authenticators.class, all -> all.get(id)).state();
    }
}
