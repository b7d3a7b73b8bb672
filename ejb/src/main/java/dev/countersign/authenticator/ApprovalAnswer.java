package dev.countersign.authenticator;

import dev.countersign.authenticator.Possession.Asserted;
import java.util.Optional;

/** What a phone answers to a request that its user approves or denies. */
public sealed interface ApprovalAnswer {

    /** What the user decided. */
    enum Decision {
        APPROVE,
        DENY
    }

    /**
     * Of the PIN kind.
     *
     * @param jws ES256 by the approval key, compact (RFC 7515), not believed yet
     * @param response of the approval suite, which proves the PIN; comes with an approval
     */
    record OfPin(String jws, Optional<String> response) implements ApprovalAnswer {

        @Override
        public String toString() {
            return "OfPin";
        }
    }

    /**
     * Of the device-unlock kind.
     *
     * @param number as the user typed it, where he was asked for one
     * @param assertion comes with an approval
     */
    record OfDevice(Decision decision, Optional<String> number, Optional<Asserted> assertion)
            implements ApprovalAnswer {}
}
