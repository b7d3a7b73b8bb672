package dev.countersign.ownfactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.AuthenticatorDesk;
import dev.countersign.card.Cards;
import dev.countersign.confirmation.ConfirmationDesk;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.ConfirmationView;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorDesk;
import dev.countersign.factor.FactorDesk.ListedFactor;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.ownfactor.FactorOutcome.Granted;
import dev.countersign.ownfactor.FactorOutcome.Refused;
import dev.countersign.ownfactor.FactorRefusal.Reason;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.AccessRevoked;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The one list of a user's factors: what is in it, and how one ends. */
class OwnFactorsTest {

    private final Beans beans = new Beans();
    private final User user =
            beans.query(entities -> Users.add(entities, beans.clock().instant()));
    private final SignedInUser caller = session();
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    private final Totps app = Totps.add(beans, caller, "Other app");

    private SignedInUser session() {
        return beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
    }

    @Test
    void whatIsNotAskedForStandsInTheListToo() {
        assertThat(list()).extracting(listed -> listed.factor().ref().id()).containsExactly(app.id(), number);
        assertThat(list()).extracting(ListedFactor::asked).containsExactly(true, false);
    }

    @Test
    void aChangeIsConfirmedByWhicheverFactorTheUserChooses() {
        String phone = Activations.activate(beans, user, new Phone(beans)).toString();

        ConfirmationView byDefault = granted(begin(Optional.empty()));
        assertThat(byDefault.question().ref().kind()).isEqualTo(FactorKind.AUTHENTICATOR);
        assertThat(byDefault.question().others())
                .extracting(factor -> factor.ref().id())
                .containsExactly(app.id());
        ConfirmationView chosen = granted(begin(Optional.of(app.id())));
        assertThat(chosen.question().ref().kind()).isEqualTo(FactorKind.TOTP);
        assertThat(chosen.question().others())
                .extracting(factor -> factor.ref().id())
                .containsExactly(phone);

        assertThat(reason(begin(Optional.of(number)))).isEqualTo(ConfirmationRefusal.Reason.OVER);
        granted(end(app.id(), FactorEnd.REMOVED, new Proof(chosen.id(), app.code())));
    }

    @Test
    void aLostPhoneEndsByAnotherFactorAndTheOtherSessionsWithIt() {
        String phone = Activations.activate(beans, user, new Phone(beans)).toString();
        SignedInUser other = session();
        ConfirmationView chosen = granted(begin(Optional.of(app.id())));

        List<OwnedFactor> left = granted(end(phone, FactorEnd.LOST, new Proof(chosen.id(), app.code())));

        assertThat(left).extracting(OwnedFactor::kind).containsExactly(FactorKind.TOTP);
        assertThat(SignedIn.isEnded(beans, other)).isTrue();
        assertThat(SignedIn.isEnded(beans, caller)).isFalse();
        assertThat(AuditTrail.of(beans, user.id())).contains("AUTHENTICATOR LOST");
        assertThat(beans.fired(SecurityEvent.class))
                .extracting(SecurityEvent::kind)
                .contains(SecurityEvent.Kind.FACTORS_CHANGED);
    }

    @Test
    void removingAFactorEndsTheSessionsThatItOpenedButThePresentOne() {
        SignedInUser byNumber = session();
        SignedInUser byApp = SignedIn.again(beans, "TOTP", caller);
        SignedInUser present = SignedIn.again(beans, "TOTP", caller);
        ConfirmationView confirmation = granted(begin(present, Optional.empty()));
        Proof proof = new Proof(confirmation.id(), app.code());

        List<OwnedFactor> left = granted(end(present, app.id(), FactorEnd.REMOVED, proof));

        assertThat(left).extracting(OwnedFactor::kind).containsExactly(FactorKind.SMS);
        assertThat(SignedIn.isEnded(beans, byApp)).isTrue();
        assertThat(SignedIn.isEnded(beans, byNumber)).isFalse();
        assertThat(SignedIn.isEnded(beans, present)).isFalse();
        assertThat(AuditTrail.of(beans, user.id())).contains("TOTP REMOVED");
    }

    @Test
    void theLastThatIsMadeToStayStaysWhereTheJurisdictionWantsOne() {
        beans.set("countersign.factor.last-permanent-stays", "1");
        ConfirmationView confirmation = granted(begin(Optional.empty()));
        Proof proof = new Proof(confirmation.id(), app.code());

        assertThat(((Refused<?>) end(app.id(), FactorEnd.REMOVED, proof))
                        .refusal()
                        .reason())
                .isEqualTo(Reason.LAST_PERMANENT);
        Activations.activate(beans, user, new Phone(beans));
        beans.clock().pass(Duration.ofSeconds(30));
        ConfirmationView again = granted(begin(Optional.of(app.id())));
        granted(end(app.id(), FactorEnd.REMOVED, new Proof(again.id(), app.code())));
    }

    /** It may never have reached him. From the fifteenth day on it is asked for all the same, and no SMS beside it. */
    @Test
    void aCardThatWasSentAndNeverAnsweredIsNoWayInBesideTheFactorThatGoes() {
        Cards.inStock(beans, "OCRA-1:HOTP-SHA256-8:QN06", Optional.empty()).ship(user.userName());
        beans.clock().pass(Duration.ofDays(15));
        SignedInUser later = session();
        assertThat(list()).extracting(listed -> listed.factor().kind()).contains(FactorKind.DISPLAY_CARD);
        ConfirmationView confirmation = granted(begin(later, Optional.of(app.id())));
        Proof proof = new Proof(confirmation.id(), app.code());

        assertThat(((Refused<?>) end(later, app.id(), FactorEnd.REMOVED, proof))
                        .refusal()
                        .reason())
                .isEqualTo(Reason.LAST_FACTOR);

        Activations.activate(beans, user, new Phone(beans));
        granted(end(later, app.id(), FactorEnd.REMOVED, new Proof(confirmation.id(), app.code())));
    }

    @Test
    void aNumberIsKeptElsewhere() {
        ConfirmationView confirmation = granted(begin(Optional.empty()));

        assertThat(((Refused<?>) end(number, FactorEnd.REMOVED, new Proof(confirmation.id(), app.code())))
                        .refusal()
                        .reason())
                .isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void anOperatorEndsTheLastFactorOfWhoLostAllAndTheUserIsTold() {
        long told = countChanges();
        assertThat(beans.<FactorHelpDesk, Optional<List<ListedFactor>>>call(
                        FactorHelpDesk.class, desk -> desk.list(user.userName())))
                .contains(list());
        assertThat(beans.<FactorHelpDesk, Boolean>call(
                        FactorHelpDesk.class, desk -> desk.end(user.userName(), app.id(), FactorEnd.REMOVED, "agent")))
                .isTrue();

        assertThat(list()).extracting(listed -> listed.factor().kind()).containsExactly(FactorKind.SMS);
        assertThat(SignedIn.isEnded(beans, caller)).as("it may be a finder's").isTrue();
        assertThat(beans.fired(AccessRevoked.class))
                .as("and so may what was begun")
                .containsExactly(new AccessRevoked(user.id()));
        assertThat(AuditTrail.of(beans, user.id())).contains("FACTOR_ENDED TOTP");
        assertThat(AuditTrail.things(beans, user.id())).contains("FACTOR_ENDED " + app.id());
        assertThat(countChanges()).isEqualTo(told + 1);
        assertThat(beans.fired(FactorEnded.class))
                .containsExactly(new FactorEnded(user.id(), new FactorRef(FactorKind.TOTP, app.id())));
        assertThat(beans.<FactorHelpDesk, Boolean>call(
                        FactorHelpDesk.class, desk -> desk.end(user.userName(), app.id(), FactorEnd.REMOVED, "agent")))
                .as("it has ended")
                .isFalse();
        assertThat(beans.<FactorHelpDesk, Boolean>call(
                        FactorHelpDesk.class, desk -> desk.end(user.userName(), number, FactorEnd.REMOVED, "agent")))
                .as("a number is changed elsewhere")
                .isFalse();
        assertThat(beans.<FactorHelpDesk, Optional<List<ListedFactor>>>call(
                        FactorHelpDesk.class, desk -> desk.list("nobody")))
                .isEmpty();
    }

    @Test
    void anOperatorWhoEndsALostPhoneEndsTheSessionsOfWhoFoundIt() {
        UUID lost = Activations.activate(beans, user, new Phone(beans));
        SignedInUser finder = SignedIn.again(beans, "AUTHENTICATOR", caller);

        assertThat(beans.<AuthenticatorDesk, Boolean>call(
                        AuthenticatorDesk.class, desk -> desk.revoke(user.userName(), "agent")))
                .isTrue();

        assertThat(SignedIn.isEnded(beans, finder)).isTrue();
        assertThat(SignedIn.isEnded(beans, caller)).isTrue();
        assertThat(beans.fired(AccessRevoked.class)).containsExactly(new AccessRevoked(user.id()));
        assertThat(AuditTrail.things(beans, user.id())).contains("AUTHENTICATOR_REVOKED " + lost);
    }

    /** Who has found the phone with the app gets what comes to it by message; a card is no phone. */
    @Test
    void whatWasInALostPhoneTakesTheNumberWithIt() {
        beans.clock().pass(Duration.ofSeconds(1));

        assertThat(beans.<FactorHelpDesk, Boolean>call(
                        FactorHelpDesk.class, desk -> desk.end(user.userName(), app.id(), FactorEnd.LOST, "agent")))
                .isTrue();

        assertThat(list()).isEmpty();
        assertThat(AuditTrail.of(beans, user.id())).contains("PHONE_LOST TOTP");
        assertThat(beans.fired(FactorEnded.class))
                .as("logins that wait for a message end")
                .contains(new FactorEnded(user.id(), new FactorRef(FactorKind.SMS, number)));
    }

    @Test
    void aLostCardLeavesTheNumber() {
        Cards card = Cards.active(beans, user.userName());
        beans.<FactorHelpDesk, Boolean>call(
                FactorHelpDesk.class, desk -> desk.end(user.userName(), app.id(), FactorEnd.REMOVED, "agent"));

        beans.<FactorHelpDesk, Boolean>call(
                FactorHelpDesk.class, desk -> desk.end(user.userName(), card.id(), FactorEnd.LOST, "agent"));

        assertThat(list()).extracting(listed -> listed.factor().kind()).containsExactly(FactorKind.SMS);
    }

    @Test
    void aNumberIsNoWayInBesideALostPhone() {
        ConfirmationView confirmation = granted(begin(Optional.empty()));
        Proof proof = new Proof(confirmation.id(), app.code());

        assertThat(((Refused<?>) end(app.id(), FactorEnd.LOST, proof)).refusal().reason())
                .isEqualTo(Reason.LAST_FACTOR);

        granted(end(app.id(), FactorEnd.REMOVED, proof));
    }

    private long countChanges() {
        return beans.fired(SecurityEvent.class).stream()
                .filter(event -> event.kind() == SecurityEvent.Kind.FACTORS_CHANGED)
                .count();
    }

    private List<ListedFactor> list() {
        return beans.call(FactorDesk.class, desk -> desk.list(user.id()));
    }

    private ConfirmationOutcome<ConfirmationView> begin(Optional<String> wanted) {
        return begin(caller, wanted);
    }

    private ConfirmationOutcome<ConfirmationView> begin(SignedInUser who, Optional<String> wanted) {
        return beans.call(ConfirmationDesk.class, desk -> desk.begin(who, ConfirmationPurpose.FACTOR_CHANGE, wanted));
    }

    private FactorOutcome<List<OwnedFactor>> end(String id, FactorEnd how, Proof proof) {
        return end(caller, id, how, proof);
    }

    private FactorOutcome<List<OwnedFactor>> end(SignedInUser who, String id, FactorEnd how, Proof proof) {
        return beans.call(OwnFactors.class, own -> own.end(who, id, how, Optional.of(proof)));
    }

    private static ConfirmationView granted(ConfirmationOutcome<ConfirmationView> outcome) {
        return ((ConfirmationOutcome.Granted<ConfirmationView>) outcome).value();
    }

    private static ConfirmationRefusal.Reason reason(ConfirmationOutcome<?> outcome) {
        return ((ConfirmationOutcome.Refused<?>) outcome).refusal().reason();
    }

    private static <T> T granted(FactorOutcome<T> outcome) {
        return ((Granted<T>) outcome).value();
    }
}
