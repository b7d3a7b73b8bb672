package dev.countersign.recoverycode;

import dev.countersign.crypto.Secrets;
import dev.countersign.device.ActivationCode;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * One code: 60 random bits, in the writing of activation codes, with all that these forgive. {@code toString} hides it.
 *
 * @param grouped {@code XXXX-XXXX-XXXX}
 */
record RecoveryCode(String grouped) {

    static RecoveryCode next(SecureRandom random) {
        return new RecoveryCode(ActivationCode.random(random).grouped());
    }

    /** The code as a person types it; empty when none can be meant. */
    static Optional<RecoveryCode> find(String typed) {
        return ActivationCode.parse(typed).map(ActivationCode::grouped).map(RecoveryCode::new);
    }

    /** What is kept of it: equal codes of two sets have different hashes. */
    String hash(String set) {
        return Secrets.digestOf(set + "|" + grouped);
    }

    @Override
    public String toString() {
        return "RecoveryCode[hidden]";
    }
}
