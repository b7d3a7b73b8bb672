package dev.countersign.totp;

import static dev.countersign.totp.Totps.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Behind;
import dev.countersign.audit.AuditTrail;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.ownfactor.FactorOutcome.Refused;
import dev.countersign.ownfactor.FactorOutcome.Unconfirmed;
import dev.countersign.ownfactor.FactorRefusal.Reason;
import dev.countersign.ownfactor.OwnFactors;
import dev.countersign.passcode.Passcodes;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TotpDeskTest {

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    @Test
    void whoHasNoFactorSetsOneUpWithTheCodeThatTheAppShows() {
        NewTotp made = granted(begin("Phone", Optional.empty()));
        Totps app = Totps.of(beans, made);

        assertThat(usable()).isEmpty();
        OwnedFactor active = granted(activate(made.id(), app.code()));

        assertThat(active.ref()).isEqualTo(new FactorRef(FactorKind.TOTP, made.id()));
        assertThat(active.label()).isEqualTo("Phone");
        assertThat(usable()).containsExactly(active);
        assertThat(beans.fired(SecurityEvent.class))
                .extracting(SecurityEvent::kind)
                .containsExactly(SecurityEvent.Kind.FACTORS_CHANGED);
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("TOTP BEGUN", "TOTP ACTIVE");
        assertThat(reason(activate(made.id(), app.code(1)))).isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void aWrongCodeActivatesNothingAndTheRightOneStillDoes() {
        NewTotp made = granted(begin("Phone", Optional.empty()));
        Totps app = Totps.of(beans, made);

        assertThat(reason(activate(made.id(), app.wrongCode()))).isEqualTo(Reason.CODE_WRONG);
        assertThat(usable()).isEmpty();
        granted(activate(
                made.id(), app.code().substring(0, 3) + " " + app.code().substring(3)));
    }

    @Test
    void aSecretThatNobodyAnsweredForEndsWithTheNext() {
        NewTotp first = granted(begin("Phone", Optional.empty()));
        NewTotp second = granted(begin("Phone", Optional.empty()));

        assertThat(second.secret()).isNotEqualTo(first.secret());
        assertThat(reason(activate(first.id(), Totps.of(beans, first).code()))).isEqualTo(Reason.UNKNOWN);
        granted(activate(second.id(), Totps.of(beans, second).code()));
    }

    @Test
    void aSecretThatWaitedTooLongIsActivatedNoMore() {
        NewTotp made = granted(begin("Phone", Optional.empty()));
        Totps app = Totps.of(beans, made);

        beans.clock().pass(Duration.ofMinutes(15));

        assertThat(reason(activate(made.id(), app.code()))).isEqualTo(Reason.UNKNOWN);
    }

    /** A thief of the password begins while there is no factor to prove, and waits until the account is worth something. */
    @Test
    void whatBeganBeforeTheUserHadHisFactorIsActivatedNoMore() {
        NewTotp made = granted(begin("Phone", Optional.empty()));
        beans.clock().pass(Duration.ofMinutes(1));
        addNumber();

        assertThat(reason(activate(made.id(), Totps.of(beans, made).code()))).isEqualTo(Reason.UNKNOWN);
    }

    /** A thief lets calls queue up behind the one that locks the user. */
    @Test
    void aCallThatWaitedWhileItsUserWasLockedActivatesAndNamesNothing() throws Exception {
        NewTotp active = granted(begin("Phone", Optional.empty()));
        granted(activate(active.id(), Totps.of(beans, active).code()));
        NewTotp made = granted(begin("Tablet", proof(active)));
        String code = Totps.of(beans, made).code();

        FactorOutcome<OwnedFactor> outcome = Behind.of(
                beans,
                entities -> entities.find(User.class, user.userId(), LockModeType.PESSIMISTIC_WRITE),
                () -> activate(made.id(), code),
                entities -> Users.lock(entities, user.userId()));

        assertThat(reason(outcome)).isEqualTo(Reason.UNKNOWN);
        assertThat(usable()).extracting(factor -> factor.ref().id()).containsExactly(active.id());
        assertThat(reason(beans.call(OwnFactors.class, own -> own.rename(user, active.id(), "Mine"))))
                .isEqualTo(Reason.UNKNOWN);
    }

    private Optional<Proof> proof(NewTotp active) {
        beans.clock().pass(Duration.ofSeconds(30));
        String confirmation =
                Confirming.view(beans, user, ConfirmationPurpose.FACTOR_CHANGE).id();
        return Optional.of(new Proof(confirmation, Totps.of(beans, active).code()));
    }

    @Test
    void whoHasAFactorProvesIt() {
        addNumber();

        assertThat(reason(begin("Phone", Optional.empty()))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
        String confirmation = Confirming.begin(beans, user, ConfirmationPurpose.FACTOR_CHANGE);
        String wrong = Confirming.wrongCode(beans, ConfirmationPurpose.FACTOR_CHANGE, confirmation);
        assertThat(unconfirmed(begin("Phone", Optional.of(new Proof(confirmation, wrong)))))
                .isEqualTo(ConfirmationRefusal.Reason.SMS_WRONG);
        assertThat(Totps.add(beans, user, "Phone").id())
                .isEqualTo(usable().get(0).ref().id());
    }

    @Test
    void theAppIsThePresentFactorOnceItIsThereAndEachOfItsCodesCountsOnce() {
        addNumber();
        Totps app = Totps.add(beans, user, "Phone");
        String confirmation = Confirming.begin(beans, user, ConfirmationPurpose.FACTOR_CHANGE);
        String code = app.code();

        NewTotp second = granted(begin("Tablet", Optional.of(new Proof(confirmation, code))));
        granted(activate(second.id(), Totps.of(beans, second).code()));
        String next =
                Confirming.view(beans, user, ConfirmationPurpose.FACTOR_CHANGE).id();

        assertThat(unconfirmed(remove(second.id(), Optional.of(new Proof(next, code)))))
                .isEqualTo(ConfirmationRefusal.Reason.TOTP_WRONG);
        beans.clock().pass(Duration.ofSeconds(30));
        assertThat(granted(remove(second.id(), Optional.of(new Proof(next, app.code())))))
                .extracting(factor -> factor.ref().id())
                .containsExactly(app.id());
        assertThat(beans.fired(FactorEnded.class))
                .containsExactly(new FactorEnded(user.userId(), new FactorRef(FactorKind.TOTP, second.id())));
        assertThat(reason(remove(second.id(), Optional.empty()))).isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void theLastWayInIsNotRemovedAndANumberIsAWayIn() {
        NewTotp made = granted(begin("Phone", Optional.empty()));
        Totps app = Totps.of(beans, made);
        granted(activate(made.id(), app.code()));

        assertThat(reason(remove(made.id(), Optional.empty()))).isEqualTo(Reason.LAST_FACTOR);
        addNumber();
        assertThat(reason(remove(made.id(), Optional.empty()))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
        beans.clock().pass(Duration.ofSeconds(30));
        String confirmation =
                Confirming.view(beans, user, ConfirmationPurpose.FACTOR_CHANGE).id();
        assertThat(granted(remove(made.id(), Optional.of(new Proof(confirmation, app.code())))))
                .extracting(OwnedFactor::kind)
                .containsExactly(FactorKind.SMS);
        Optional<Object> secret = beans.query(entities ->
                Optional.ofNullable(entities.createNativeQuery("select secret_sealed from totp_app where id = ?1")
                        .setParameter(1, made.id())
                        .getSingleResult()));
        assertThat(secret).as("gone for good").isEmpty();
    }

    @Test
    void whatStandsInForALostFactorIsNoWayInThatStays() {
        NewTotp made = granted(begin("Phone", Optional.empty()));
        granted(activate(made.id(), Totps.of(beans, made).code()));
        Passcodes.issue(beans, user.userName());

        assertThat(reason(remove(made.id(), Optional.empty()))).isEqualTo(Reason.LAST_FACTOR);
    }

    @Test
    void thereAreAsManyAppsAsTheSettingAllows() {
        beans.set("countersign.totp.most", "1");
        NewTotp made = granted(begin("Phone", Optional.empty()));
        Totps app = Totps.of(beans, made);
        granted(activate(made.id(), app.code()));

        assertThat(reason(begin("Tablet", Optional.empty())))
                .as("before a proof is asked for")
                .isEqualTo(Reason.LIMIT);
    }

    @Test
    void othersAppsAreNobodys() {
        NewTotp made = granted(begin("Phone", Optional.empty()));
        SignedInUser other = SignedIn.add(beans);
        String code = Totps.of(beans, made).code();

        assertThat(reason(beans.call(TotpDesk.class, desk -> desk.activate(other, made.id(), code))))
                .isEqualTo(Reason.UNKNOWN);
    }

    private void addNumber() {
        beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));
    }

    private List<OwnedFactor> usable() {
        return beans.call(Factors.class, factors -> factors.listUsable(user.userId()));
    }

    private FactorOutcome<NewTotp> begin(String label, Optional<Proof> proof) {
        return beans.call(TotpDesk.class, desk -> desk.begin(user, label, proof));
    }

    private FactorOutcome<OwnedFactor> activate(String id, String code) {
        return beans.call(TotpDesk.class, desk -> desk.activate(user, id, code));
    }

    private FactorOutcome<List<OwnedFactor>> remove(String id, Optional<Proof> proof) {
        return beans.call(OwnFactors.class, own -> own.end(user, id, FactorEnd.REMOVED, proof));
    }

    private static Reason reason(FactorOutcome<?> outcome) {
        return ((Refused<?>) outcome).refusal().reason();
    }

    private static ConfirmationRefusal.Reason unconfirmed(FactorOutcome<?> outcome) {
        return ((Unconfirmed<?>) outcome).refusal().reason();
    }
}
