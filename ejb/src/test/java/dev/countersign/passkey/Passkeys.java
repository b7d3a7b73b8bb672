package dev.countersign.passkey;

import dev.countersign.Beans;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationView;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorEnd;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.token.SignedInUser;
import java.util.Optional;

/** Passkeys for tests of what they open. */
public final class Passkeys {

    private Passkeys() {}

    /** Registers one for a user who has a number, with a code by SMS as proof; yields its id. */
    public static String add(Beans beans, SignedInUser user, SoftPasskey device) {
        String confirmation = Confirming.begin(beans, user, ConfirmationPurpose.FACTOR_CHANGE);
        String code = Confirming.code(beans, ConfirmationPurpose.FACTOR_CHANGE, confirmation);
        return add(beans, user, device, Optional.of(new Proof(confirmation, code)));
    }

    /** Registers one; yields its id. */
    public static String add(Beans beans, SignedInUser user, SoftPasskey device, Optional<Proof> proof) {
        NewPasskey asked = granted(beans.call(PasskeyDesk.class, desk -> desk.begin(user, proof)));
        return granted(beans.call(
                        PasskeyDesk.class, desk -> desk.register(user, device.register("Laptop", asked.challenge()))))
                .ref()
                .id();
    }

    /** What the present passkey signs before a change. */
    public static Optional<Proof> proof(Beans beans, SignedInUser user, SoftPasskey device) {
        ConfirmationView asked = Confirming.view(beans, user, ConfirmationPurpose.FACTOR_CHANGE);
        return Optional.of(new Proof(
                asked.id(), device.sign(asked.question().signed().orElseThrow().challenge())));
    }

    /** As its user removes it, without more. */
    public static void end(Beans beans, String id) {
        beans.run(PasskeyFactor.class, factor -> factor.end(id, FactorEnd.REMOVED));
    }

    static <T> T granted(FactorOutcome<T> outcome) {
        return ((FactorOutcome.Granted<T>) outcome).value();
    }
}
