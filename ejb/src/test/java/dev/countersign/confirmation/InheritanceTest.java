package dev.countersign.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationDesk;
import dev.countersign.activation.ActivationWish;
import dev.countersign.activation.Activations;
import dev.countersign.activation.BegunActivation;
import dev.countersign.activation.Moving;
import dev.countersign.activation.Phone;
import dev.countersign.card.CardOutcome;
import dev.countersign.card.Cards;
import dev.countersign.card.OwnCard;
import dev.countersign.card.OwnCards;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.TypedFactor.Question;
import dev.countersign.passkey.Passkeys;
import dev.countersign.passkey.SoftPasskey;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a factor counts as at first is what was proven for it: else one confirmation makes a stolen SIM a strong factor. */
class InheritanceTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final String CARD = "OCRA-1:HOTP-SHA256-8:C-QN06";

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, Moving.PASSWORD, Account.OPEN);
    private final SignedInUser caller = beans.query(entities -> SignedIn.add(entities, user, now()));
    private final SoftPasskey device = SoftPasskey.make();

    @Test
    void whatAWeakPhoneConfirmsIsWeakUntilTheSameTimeAndWhatThatConfirmsToo() {
        Phone phone = strongPhoneMovesBySms();
        Instant until = now().plus(DAY);
        beans.clock().pass(Duration.ofHours(1));

        String first = Passkeys.add(beans, caller, device, proofOf(phone));
        String second = Passkeys.add(beans, caller, SoftPasskey.make(), Passkeys.proof(beans, caller, device));
        beans.clock().pass(DAY.minusHours(1));
        String later = Passkeys.add(beans, caller, SoftPasskey.make(), Passkeys.proof(beans, caller, device));

        assertThat(weakUntil(first)).contains(until);
        assertThat(weakUntil(second)).contains(until);
        assertThat(weakUntil(later)).as("by a passkey that counts as one now").isEmpty();
    }

    @Test
    void whatACodeBySmsConfirmsCountsAsAnSmsForADay() {
        addNumber();

        String passkey = Passkeys.add(beans, caller, device);

        assertThat(weakUntil(passkey)).contains(now().plus(DAY));
    }

    /** A secret that stood on a screen is worth no more than an SMS. */
    @Test
    void whatTheCodeOfAnAppConfirmsDoesAsWell() {
        Totps app = Totps.add(beans, caller, "Phone", Optional.empty());
        String asked = Confirming.view(beans, caller, ConfirmationPurpose.FACTOR_CHANGE)
                .id();

        String passkey = Passkeys.add(beans, caller, device, Optional.of(new Proof(asked, app.code())));

        assertThat(weakUntil(passkey)).contains(now().plus(DAY));
    }

    @Test
    void theFirstFactorCountsAsWhatItIs() {
        assertThat(weakUntil(Passkeys.add(beans, caller, device, Optional.empty())))
                .isEmpty();
    }

    @Test
    void aPhoneThatAWeakLoginBringsIsWeakUntilTheSameTime() {
        Passkeys.add(beans, caller, device, Optional.empty());
        Instant until = now().plus(Duration.ofHours(3));

        assertThat(activate(SignedIn.weakened(SignedIn.again(beans, "PASSKEY", caller), until), Optional.empty()))
                .contains(until);
    }

    @Test
    void aPhoneThatAStrongLoginBringsCountsAsWhatItIs() {
        Passkeys.add(beans, caller, device, Optional.empty());

        assertThat(activate(SignedIn.weakened(SignedIn.again(beans, "PASSKEY", caller), now()), Optional.empty()))
                .isEmpty();
    }

    @Test
    void aPhoneThatAnSmsConfirmsCountsAsOneForADay() {
        addNumber();
        ConfirmationPurpose purpose = ConfirmationPurpose.AUTHENTICATOR_CHANGE;
        String confirmation = Confirming.begin(beans, caller, purpose);
        Proof sms = new Proof(confirmation, Confirming.code(beans, purpose, confirmation));

        assertThat(activate(caller, Optional.of(sms))).contains(now().plus(DAY));
    }

    @Test
    void aCardThatIsActivatedAfterAWeakLoginIsWeakUntilTheSameTime() {
        Instant until = now().plus(Duration.ofHours(3));

        assertThat(activateCard(SignedIn.weakened(SignedIn.openedBy("AUTHENTICATOR", caller), until)))
                .contains(until);
        assertThat(activateCard(SignedIn.openedBy("SMS", caller))).contains(now().plus(DAY));
        assertThat(activateCard(SignedIn.openedBy("AUTHENTICATOR", caller))).isEmpty();
    }

    private Phone strongPhoneMovesBySms() {
        addNumber();
        Activations.activate(beans, user, new Phone(beans));
        beans.clock().pass(DAY);
        Phone moved = new Phone(beans);
        moving.migrate(user, moved);
        return moved;
    }

    private Optional<Proof> proofOf(Phone phone) {
        ConfirmationView asked = Confirming.view(beans, caller, ConfirmationPurpose.FACTOR_CHANGE);
        String answer =
                phone.respond(user.userName(), asked.question().challenge().orElseThrow());
        return Optional.of(new Proof(asked.id(), answer));
    }

    private Optional<Instant> activate(SignedInUser by, Optional<Proof> proof) {
        BegunActivation begun = Phone.granted(
                beans.call(ActivationDesk.class, desk -> desk.begin(by, new ActivationWish(proof, false))));
        return Phone.granted(new Phone(beans).activate(begun)).move().weakUntil();
    }

    private Optional<Instant> activateCard(SignedInUser by) {
        Cards card = Cards.inStock(beans, CARD, Optional.empty());
        card.ship(by.userName());
        CardOutcome<Question> asked =
                beans.call(OwnCards.class, cards -> cards.ask(by, card.serial(), Optional.empty()));
        String challenge =
                ((CardOutcome.Granted<Question>) asked).value().text().orElseThrow();
        CardOutcome<OwnCard> active =
                beans.call(OwnCards.class, cards -> cards.answer(by, card.serial(), card.respond("", challenge)));
        assertThat(active).isInstanceOf(CardOutcome.Granted.class);
        return weakUntil(FactorKind.DISPLAY_CARD, card.id());
    }

    private Optional<Instant> weakUntil(String passkey) {
        return weakUntil(FactorKind.PASSKEY, passkey);
    }

    private Optional<Instant> weakUntil(FactorKind kind, String id) {
        return beans.call(
                Factors.class, factors -> factors.get(new FactorRef(kind, id)).weakUntil());
    }

    private void addNumber() {
        beans.query(entities -> Numbers.add(entities, user.id(), now()));
    }

    private Instant now() {
        return beans.clock().instant();
    }
}
