package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationRefusal.Reason;
import dev.countersign.confirmation.ConfirmationView;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.push.SeamlessDesk.Seamless;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A user turns pushes for his logins on and off. */
class SeamlessDeskTest {

    private static final Seamless ON = new Seamless(true, false);
    private static final Seamless OFF = new Seamless(false, false);

    private final Beans beans = new Beans();
    private final User user = Users.add(beans, "secret1", Account.OPEN);
    private final Phone phone = new Phone(beans);
    private final UUID enrolment = Activations.activate(beans, user, phone);
    private final SignedInUser caller =
            beans.query(entities -> SignedIn.add(entities, user, beans.clock().instant()));

    @Test
    void pushesAreWantedUntilTheUserTurnsThemOffByHisFactor() {
        assertThat(find()).isEqualTo(ON);

        assertThat(prefer(false, proof(ConfirmationPurpose.SEAMLESS_CHANGE))).isEqualTo(new Granted<>(OFF));

        assertThat(find()).isEqualTo(OFF);
        assertThat(AuditTrail.of(beans, user.id()))
                .endsWith("CONFIRMATION SEAMLESS_CHANGE", "SEAMLESS_CHANGED DISABLED");
        assertThat(prefer(true, proof(ConfirmationPurpose.SEAMLESS_CHANGE))).isEqualTo(new Granted<>(ON));
        assertThat(find()).isEqualTo(ON);
        assertThat(AuditTrail.of(beans, user.id())).endsWith("SEAMLESS_CHANGED ENABLED");
    }

    @Test
    void aWrongResponseChangesNothing() {
        Proof right = proof(ConfirmationPurpose.SEAMLESS_CHANGE);
        String wrong = right.answer().typed().equals("00000000") ? "00000001" : "00000000";

        assertThat(reason(prefer(false, new Proof(right.confirmationId(), wrong))))
                .isEqualTo(Reason.CR_WRONG);

        assertThat(find()).isEqualTo(ON);
    }

    @Test
    void theProofOfAnotherChangeIsWorthNothing() {
        assertThat(reason(prefer(false, proof(ConfirmationPurpose.PASSWORD_CHANGE))))
                .isEqualTo(Reason.OVER);

        assertThat(find()).isEqualTo(ON);
    }

    @Test
    void pausedPushesAreToldWhateverTheUserWants() {
        beans.run(
                PushStore.class,
                store -> store.standing(enrolment).suspend(beans.clock().instant()));

        assertThat(find()).isEqualTo(new Seamless(true, true));
    }

    private Seamless find() {
        return beans.call(SeamlessDesk.class, desk -> desk.find(caller));
    }

    private ConfirmationOutcome<Seamless> prefer(boolean wanted, Proof proof) {
        return beans.call(SeamlessDesk.class, desk -> desk.prefer(caller, wanted, proof));
    }

    private Proof proof(ConfirmationPurpose purpose) {
        ConfirmationView asked = Confirming.view(beans, caller, purpose);
        return new Proof(
                asked.id(),
                phone.respond(user.userName(), asked.question().challenge().orElseThrow()));
    }

    private static Reason reason(ConfirmationOutcome<Seamless> outcome) {
        return ((Refused<Seamless>) outcome).refusal().reason();
    }
}
