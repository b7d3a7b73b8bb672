package dev.countersign.grid;

import static dev.countersign.grid.GridCards.granted;
import static dev.countersign.grid.GridCards.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationView;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.grid.GridRefusal.Reason;
import dev.countersign.passcode.Passcodes;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.Numbers;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cards of users who set them up without an app. What passcodes have to do with them is tried with logins. */
class GridDeskTest {

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    @Test
    void whoHasNothingElseFetchesACardAndTypesTwoOfItsCells() {
        assertThat(isOffered()).isTrue();
        NewGridCard made = granted(GridCards.make(beans, user, Optional.empty()));
        GridCards card = GridCards.of(made);

        assertThat(made).asString().doesNotContain(made.cells().get(0));
        assertThat(usable()).isEmpty();
        assertThat(sealed(made.id()))
                .isNotEmpty()
                .get()
                .asString()
                .doesNotContain(made.cells().get(0));
        assertThat(reason(activate(made.id(), "AAAAAA"))).isEqualTo(Reason.CODE_WRONG);
        OwnGridCard active =
                granted(activate(made.id(), card.read(made.proof().text()).toLowerCase(Locale.ROOT)));

        assertThat(active.expiresAt()).isEqualTo(beans.clock().instant().plus(Duration.ofDays(21)));
        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.ONLINE_GRID_CARD);
        assertThat(found()).contains(active);
        assertThat(beans.fired(SecurityEvent.class))
                .extracting(SecurityEvent::kind)
                .containsExactly(SecurityEvent.Kind.FACTORS_CHANGED);
        assertThat(AuditTrail.of(beans, user.userId()))
                .containsExactly("GRID_CARD SHOWN", "GRID_CARD CODE_WRONG", "GRID_CARD ACTIVE");
        assertThat(reason(activate(made.id(), card.read(made.proof().text()))))
                .as("it was activated")
                .isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void aCardThatNobodyTypedOfIsGoneWithTheNextAndOthersCardsAreNobodys() {
        NewGridCard first = granted(GridCards.make(beans, user, Optional.empty()));
        NewGridCard second = granted(GridCards.make(beans, user, Optional.empty()));

        assertThat(second.cells()).isNotEqualTo(first.cells());
        assertThat(reason(activate(
                        first.id(), GridCards.of(first).read(first.proof().text()))))
                .isEqualTo(Reason.UNKNOWN);
        String right = GridCards.of(second).read(second.proof().text());
        assertThat(reason(GridCards.activate(beans, SignedIn.add(beans), second.id(), right)))
                .isEqualTo(Reason.UNKNOWN);
        granted(activate(second.id(), right));
    }

    /** A thief lets the call wait behind the one that locks the user. */
    @Test
    void aCardIsNotActivatedOnceItsUserIsLockedOrTheSessionEnded() {
        NewGridCard made = granted(GridCards.make(beans, user, Optional.empty()));
        String right = GridCards.of(made).read(made.proof().text());
        SignedInUser other = SignedIn.again(beans, "PASSWORD", user);
        beans.call(Sessions.class, sessions -> sessions.end(user, user.sessionId()));

        assertThat(reason(activate(made.id(), right))).isEqualTo(Reason.UNKNOWN);
        Users.lock(beans, user.userId());
        assertThat(reason(GridCards.activate(beans, other, made.id(), right))).isEqualTo(Reason.UNKNOWN);

        assertThat(usable()).isEmpty();
    }

    @Test
    void whoHasANumberProvesItFirst() {
        addNumber();

        assertThat(isOffered()).isTrue();
        assertThat(reason(GridCards.make(beans, user, Optional.empty()))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
        String id = Confirming.begin(beans, user, ConfirmationPurpose.FACTOR_CHANGE);
        String wrong = Confirming.wrongCode(beans, ConfirmationPurpose.FACTOR_CHANGE, id);
        assertThat(GridCards.make(beans, user, Optional.of(new Proof(id, wrong))))
                .isInstanceOf(GridOutcome.Unconfirmed.class);
        String code = Confirming.code(beans, ConfirmationPurpose.FACTOR_CHANGE, id);
        granted(GridCards.make(beans, user, Optional.of(new Proof(id, code))));
    }

    @Test
    void whoHasNothingButCodesForNeedHasProvenHimselfByTheLoginWithOne() {
        beans.call(
                Factors.class,
                factors -> factors.losePhone(user.userId(), beans.clock().instant()));
        SignedInUser byCode = SignedIn.openedBy("RECOVERY_CODE", user);

        assertThat(reason(GridCards.make(beans, user, Optional.empty())))
                .as("another session")
                .isEqualTo(Reason.CONFIRMATION_REQUIRED);
        assertThat(isOffered()).isTrue();
        GridCards.fetch(beans, byCode);

        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.ONLINE_GRID_CARD);
    }

    @Test
    void noCardIsOfferedBesideAnotherOrBesideWhatIsPermanent() {
        GridCards.fetch(beans, user);
        assertThat(isOffered()).isFalse();
        assertThat(reason(GridCards.make(beans, user, Optional.empty()))).isEqualTo(Reason.NOT_OFFERED);

        SignedInUser other = SignedIn.add(beans);
        beans.query(
                entities -> Numbers.add(entities, other.userId(), beans.clock().instant()));
        Totps.add(beans, other, "App");
        assertThat(reason(GridCards.make(beans, other, Optional.empty()))).isEqualTo(Reason.NOT_OFFERED);
    }

    @Test
    void aCardThatIsOfferedNoMoreIsNotActivated() {
        NewGridCard made = granted(GridCards.make(beans, user, Optional.empty()));
        addNumber();
        Totps.add(beans, user, "App");

        assertThat(reason(
                        activate(made.id(), GridCards.of(made).read(made.proof().text()))))
                .isEqualTo(Reason.NOT_OFFERED);
    }

    /** A number is no better than a card; but what a thief of the password began while there was nothing to prove ends with it. */
    @Test
    void whatBeganBeforeTheUserHadHisFactorIsActivatedNoMore() {
        NewGridCard made = granted(GridCards.make(beans, user, Optional.empty()));
        beans.clock().pass(Duration.ofMinutes(1));
        addNumber();

        assertThat(isOffered()).isTrue();
        assertThat(reason(
                        activate(made.id(), GridCards.of(made).read(made.proof().text()))))
                .isEqualTo(Reason.UNKNOWN);
        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.SMS);
    }

    @Test
    void byAPasscodeTheNextCardTakesThePlaceOfTheOneBeforeOnceItIsActive() {
        GridCards before = GridCards.fetch(beans, user);
        Passcodes.issue(beans, user.userName());
        SignedInUser byPasscode = SignedIn.openedBy("TEMPORARY_PASSCODE", user);
        SignedInUser finder = SignedIn.again(beans, "ONLINE_GRID_CARD", user);
        NewGridCard made = granted(GridCards.make(beans, byPasscode, Optional.empty()));
        assertThat(sealed(before.id())).isNotEmpty();

        granted(GridCards.activate(
                beans,
                byPasscode,
                made.id(),
                GridCards.of(made).read(made.proof().text())));

        assertThat(sealed(before.id())).isEmpty();
        assertThat(SignedIn.isEnded(beans, finder)).isTrue();
        assertThat(SignedIn.isEnded(beans, byPasscode)).isFalse();
        assertThat(found()).map(OwnGridCard::id).contains(made.id());
        assertThat(beans.fired(FactorEnded.class))
                .contains(new FactorEnded(user.userId(), new FactorRef(FactorKind.ONLINE_GRID_CARD, before.id())));
    }

    @Test
    void aCardConfirmsWhatItsUserChangesAndEndsOnceSomethingPermanentIsThere() {
        addNumber();
        String id = Confirming.begin(beans, user, ConfirmationPurpose.FACTOR_CHANGE);
        String code = Confirming.code(beans, ConfirmationPurpose.FACTOR_CHANGE, id);
        NewGridCard made = granted(GridCards.make(beans, user, Optional.of(new Proof(id, code))));
        GridCards card = GridCards.of(made);
        granted(activate(made.id(), card.read(made.proof().text())));

        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.ONLINE_GRID_CARD, FactorKind.SMS);
        beans.clock().pass(Duration.ofMinutes(1));
        ConfirmationView asked = Confirming.view(beans, user, ConfirmationPurpose.FACTOR_CHANGE);
        assertThat(asked.triesLeft()).isEqualTo(3);
        Totps app = Totps.add(
                beans,
                user,
                "App",
                Optional.of(new Proof(
                        asked.id(), card.read(asked.question().challenge().orElseThrow()))));

        assertThat(usable()).extracting(factor -> factor.ref().id()).containsExactly(app.id());
        assertThat(found()).isEmpty();
    }

    @Test
    void theSweepForgetsCellsAndCardsThatNobodyActivated() {
        NewGridCard shown = granted(GridCards.make(beans, user, Optional.empty()));
        GridCards card = GridCards.fetch(beans, SignedIn.add(beans));
        sweep();
        assertThat(sealed(shown.id())).isNotEmpty();
        beans.clock().pass(Duration.ofDays(1).plusMillis(1));
        sweep();
        assertThat(reason(activate(shown.id(), "AAAAAA"))).isEqualTo(Reason.UNKNOWN);
        assertThat(sealed(card.id())).isNotEmpty();
        beans.clock().pass(Duration.ofDays(20));
        sweep();

        assertThat(sealed(card.id())).isEmpty();
    }

    private void sweep() {
        beans.run(GridSweep.class, GridSweep::sweep);
    }

    private void addNumber() {
        beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));
    }

    private GridOutcome<OwnGridCard> activate(String id, String typed) {
        return GridCards.activate(beans, user, id, typed);
    }

    private boolean isOffered() {
        return beans.call(GridDesk.class, desk -> desk.isOffered(user));
    }

    private Optional<OwnGridCard> found() {
        return beans.call(GridDesk.class, desk -> desk.find(user));
    }

    private List<OwnedFactor> usable() {
        return beans.call(Factors.class, factors -> factors.listUsable(user.userId()));
    }

    private Optional<Object> sealed(String id) {
        return beans.query(entities ->
                Optional.ofNullable(entities.createNativeQuery("select cells_sealed from grid_card where id = ?1")
                        .setParameter(1, id)
                        .getSingleResult()));
    }
}
