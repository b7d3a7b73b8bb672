package dev.countersign.authenticator;

import java.util.Optional;

/**
 * What an answer is worth.
 *
 * @param number as the user typed it, if he did
 */
public record ApprovalVerdict(Kind kind, Optional<String> number) {

    /** The cases that a caller treats differently. */
    public enum Kind {
        /** The user approves, and proved that it is him. */
        APPROVES,
        /** The user says that it was not him. */
        DENIES,
        /** All is right but the PIN. */
        PIN_WRONG,
        /** It is no proof of this phone over this request. */
        PROOF_WRONG
    }

    static ApprovalVerdict proofWrong() {
        return new ApprovalVerdict(Kind.PROOF_WRONG, Optional.empty());
    }
}
