package dev.countersign.passkey;

import static dev.countersign.passkey.Passkeys.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.ConfirmationView;
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
import dev.countersign.passkey.NewPasskey.Known;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A user registers passkeys, names and removes them. */
class PasskeyDeskTest {

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);
    private final SoftPasskey device = SoftPasskey.make();

    @Test
    void aDeviceMakesAKeyThatOpensLogins() {
        NewPasskey asked = granted(begin(user, Optional.empty()));

        assertThat(asked.challenge()).hasSize(43);
        assertThat(asked.userHandle()).hasSize(43);
        assertThat(asked.userName()).isEqualTo(user.userName());
        assertThat(asked.known()).isEmpty();
        OwnedFactor made = granted(register(user, device, asked));

        assertThat(made.kind()).isEqualTo(FactorKind.PASSKEY);
        assertThat(made.label()).isEqualTo("Laptop");
        assertThat(usable()).containsExactly(made);
        assertThat(beans.fired(SecurityEvent.class))
                .extracting(SecurityEvent::kind)
                .containsExactly(SecurityEvent.Kind.FACTORS_CHANGED);
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("PASSKEY BEGUN", "PASSKEY ACTIVE");
    }

    @Test
    void whoHasAFactorProvesItAndAPasskeyTakesThePlaceOfTheSms() {
        addNumber();

        assertThat(reason(begin(user, Optional.empty()))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
        String id = Passkeys.add(beans, user, device);

        assertThat(usable()).extracting(factor -> factor.ref().id()).containsExactly(id);
    }

    @Test
    void aPasskeyIsThePresentFactorOnceItIsThere() {
        Passkeys.add(beans, user, device, Optional.empty());
        ConfirmationView confirmation = confirmation();

        assertThat(confirmation.question().ref().kind()).isEqualTo(FactorKind.PASSKEY);
        String challenge = confirmation.question().signed().orElseThrow().challenge();
        assertThat(unconfirmed(begin(
                        user,
                        Optional.of(
                                new Proof(confirmation.id(), device.unverified().sign(challenge))))))
                .isEqualTo(ConfirmationRefusal.Reason.PASSKEY_WRONG);
        Proof right = new Proof(confirmation.id(), device.sign(challenge));
        NewPasskey asked = granted(begin(user, Optional.of(right)));

        assertThat(asked.known()).containsExactly(new Known(device.credential(), List.of("internal", "hybrid")));
        assertThat(unconfirmed(begin(user, Optional.of(right)))).isEqualTo(ConfirmationRefusal.Reason.OVER);
        granted(register(user, SoftPasskey.make(), asked));
        assertThat(AuditTrail.of(beans, user.userId())).contains("PASSKEY_ANSWER USER_UNVERIFIED");
    }

    @Test
    void keysOfAUserAreFiledTogether() {
        NewPasskey first = granted(begin(user, Optional.empty()));
        granted(register(user, device, first));

        NewPasskey second = granted(begin(user, proof()));

        assertThat(second.userHandle()).isEqualTo(first.userHandle());
        assertThat(second.challenge()).isNotEqualTo(first.challenge());
    }

    @Test
    void aKeyAnswersTheNewestQuestionOfItsSessionOnceAndInTime() {
        NewPasskey first = granted(begin(user, Optional.empty()));
        NewPasskey second = granted(begin(user, Optional.empty()));

        assertThat(reason(register(user, device, first))).isEqualTo(Reason.KEY_REFUSED);
        assertThat(reason(register(user, device, second)))
                .as("a refusal uses the question up")
                .isEqualTo(Reason.UNKNOWN);
        NewPasskey third = granted(begin(user, Optional.empty()));
        beans.clock().pass(Duration.ofMinutes(10));
        assertThat(reason(register(user, device, third))).isEqualTo(Reason.UNKNOWN);
        NewPasskey fourth = granted(begin(user, Optional.empty()));
        assertThat(reason(register(SignedIn.add(beans), device, fourth))).isEqualTo(Reason.UNKNOWN);
        granted(register(user, device, fourth));
        assertThat(AuditTrail.of(beans, user.userId())).contains("PASSKEY_ANSWER CHALLENGE", "PASSKEY KEY_REFUSED");
    }

    @Test
    void aQuestionIsForgottenADayAfterItsEnd() {
        granted(begin(user, Optional.empty()));
        beans.clock().pass(Duration.ofMinutes(10).plusDays(1));
        beans.run(PasskeySweep.class, PasskeySweep::sweep);
        assertThat(isAsked()).isTrue();
        beans.clock().pass(Duration.ofMillis(1));

        beans.run(PasskeySweep.class, PasskeySweep::sweep);

        assertThat(isAsked()).isFalse();
    }

    private boolean isAsked() {
        return beans.<PasskeyStore, Boolean>call(
                PasskeyStore.class,
                store -> store.findQuestion("new:" + user.sessionId()).isPresent());
    }

    /** A thief of the password begins while there is no factor to prove, and waits until the account is worth something. */
    @Test
    void whatBeganBeforeTheUserHadHisFactorIsRegisteredNoMore() {
        NewPasskey asked = granted(begin(user, Optional.empty()));
        beans.clock().pass(Duration.ofMinutes(1));
        addNumber();

        assertThat(reason(register(user, device, asked))).isEqualTo(Reason.UNKNOWN);

        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.SMS);
    }

    @Test
    void aKeyThatAnybodyHasIsNotTaken() {
        Passkeys.add(beans, user, device, Optional.empty());
        SignedInUser other = SignedIn.add(beans);

        assertThat(reason(register(other, device, granted(begin(other, Optional.empty())))))
                .isEqualTo(Reason.KEY_REFUSED);
        assertThat(AuditTrail.of(beans, other.userId())).contains("PASSKEY_ANSWER CREDENTIAL");
    }

    @Test
    void thereAreAsManyAsTheSettingAllows() {
        beans.set("countersign.passkey.most", "1");
        Passkeys.add(beans, user, device, Optional.empty());

        assertThat(reason(begin(user, Optional.empty())))
                .as("before a proof is asked for")
                .isEqualTo(Reason.LIMIT);
    }

    @Test
    void aPasskeyIsRenamedAndRemovedByItsUserAlone() {
        addNumber();
        String id = Passkeys.add(beans, user, device);
        SignedInUser other = SignedIn.add(beans);

        assertThat(reason(beans.call(OwnFactors.class, own -> own.rename(other, id, "Mine"))))
                .isEqualTo(Reason.UNKNOWN);
        assertThat(granted(beans.call(OwnFactors.class, own -> own.rename(user, id, "Old laptop")))
                        .label())
                .isEqualTo("Old laptop");
        assertThat(reason(remove(id, Optional.empty()))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
        assertThat(granted(remove(id, proof()))).extracting(OwnedFactor::kind).containsExactly(FactorKind.SMS);
        assertThat(beans.fired(FactorEnded.class))
                .containsExactly(new FactorEnded(user.userId(), new FactorRef(FactorKind.PASSKEY, id)));
        assertThat(AuditTrail.of(beans, user.userId())).contains("PASSKEY RENAMED", "PASSKEY REMOVED");
    }

    @Test
    void theLastWayInStays() {
        String id = Passkeys.add(beans, user, device, Optional.empty());

        assertThat(reason(remove(id, proof()))).isEqualTo(Reason.LAST_FACTOR);
    }

    private Optional<Proof> proof() {
        ConfirmationView confirmation = confirmation();
        return Optional.of(new Proof(
                confirmation.id(),
                device.sign(confirmation.question().signed().orElseThrow().challenge())));
    }

    private ConfirmationView confirmation() {
        return Confirming.view(beans, user, ConfirmationPurpose.FACTOR_CHANGE);
    }

    private void addNumber() {
        beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));
    }

    private List<OwnedFactor> usable() {
        return beans.call(Factors.class, factors -> factors.listUsable(user.userId()));
    }

    private FactorOutcome<NewPasskey> begin(SignedInUser caller, Optional<Proof> proof) {
        return beans.call(PasskeyDesk.class, desk -> desk.begin(caller, proof));
    }

    private FactorOutcome<OwnedFactor> register(SignedInUser caller, SoftPasskey made, NewPasskey asked) {
        return beans.call(PasskeyDesk.class, desk -> desk.register(caller, made.register("Laptop", asked.challenge())));
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
