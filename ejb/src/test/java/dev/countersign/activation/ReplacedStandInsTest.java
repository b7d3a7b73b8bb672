package dev.countersign.activation;

import static dev.countersign.activation.Phone.granted;
import static dev.countersign.activation.Phone.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.card.Cards;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.grid.GridCards;
import dev.countersign.passcode.Passcodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody has the password and a copy of what stands in for a lost factor, and logs in before its user has a better one. */
class ReplacedStandInsTest {

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);
    private final Phone phone = new Phone(beans);
    private final Phone thiefs = new Phone(beans).withModel("Pixel 9");

    @Test
    void whatStandsInReplacesALostPhone() {
        UUID lost = granted(phone.activate(begin(user, false))).enrolment();
        SignedInUser owner = byPasscode();

        granted(thiefs.activate(begin(owner, true)));

        assertThat(active()).isPresent().isNotEqualTo(Optional.of(lost));
    }

    /** The new phone is not lost. */
    @Test
    void aReplacedCardReplacesNoPhoneAMomentLater() {
        FactorRef card = card();
        SignedInUser thief = SignedIn.again(beans, card, user);
        SignedInUser owner = SignedIn.again(beans, card, user);
        UUID enrolment = granted(phone.activate(begin(owner, false))).enrolment();

        assertThat(reason(beans.call(
                        ActivationDesk.class, desk -> desk.begin(thief, new ActivationWish(Optional.empty(), true)))))
                .isEqualTo(Reason.CONFIRMATION_REQUIRED);

        assertThat(active()).contains(enrolment);
    }

    @Test
    void whatAReplacedCardBeganIsOver() {
        SignedInUser thief = SignedIn.again(beans, card(), user);
        BegunActivation begun = begin(thief, true);
        granted(thiefs.scan(begun));
        Cards.active(beans, user.userName());

        assertThat(reason(thiefs.activate(begun))).isEqualTo(Reason.SESSION_EXPIRED);

        assertThat(active()).isEmpty();
    }

    /** Whoever listened on the telephone. */
    @Test
    void whatAReplacedPasscodeBeganIsOver() {
        SignedInUser listener = byPasscode();
        BegunActivation begun = begin(listener, true);
        SignedInUser owner = SignedIn.again(beans, usable(FactorKind.TEMPORARY_PASSCODE), user);
        GridCards.fetch(beans, owner);

        assertThat(reason(thiefs.activate(begun))).isEqualTo(Reason.SESSION_EXPIRED);
    }

    private FactorRef card() {
        GridCards.fetch(beans, user);
        beans.clock().pass(Duration.ofMinutes(1));
        return usable(FactorKind.ONLINE_GRID_CARD);
    }

    private SignedInUser byPasscode() {
        beans.clock().pass(Duration.ofMinutes(1));
        Passcodes.issue(beans, user.userName());
        SignedInUser caller = SignedIn.again(beans, usable(FactorKind.TEMPORARY_PASSCODE), user);
        beans.clock().pass(Duration.ofMinutes(1));
        return caller;
    }

    private FactorRef usable(FactorKind kind) {
        return beans.<Factors, List<OwnedFactor>>call(Factors.class, all -> all.listUsable(user.userId())).stream()
                .map(OwnedFactor::ref)
                .filter(ref -> ref.is(kind))
                .findFirst()
                .orElseThrow();
    }

    private BegunActivation begin(SignedInUser caller, boolean replacesLostPhone) {
        return granted(beans.call(
                ActivationDesk.class,
                desk -> desk.begin(caller, new ActivationWish(Optional.empty(), replacesLostPhone))));
    }

    private Optional<UUID> active() {
        return beans.<Authenticators, Optional<Enrolment>>call(
                        Authenticators.class, all -> all.findActive(user.userId()))
                .map(Enrolment::id);
    }
}
