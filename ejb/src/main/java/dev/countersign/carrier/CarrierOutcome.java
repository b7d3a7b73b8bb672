package dev.countersign.carrier;

/** What came of a change of the carriers. */
public enum CarrierOutcome {
    /** It is kept, and gateways hear of it. */
    OK,
    /** Somebody else has changed them meanwhile. */
    CHANGED_MEANWHILE,
    /** No gateway has such a carrier, or it does not pause. */
    UNKNOWN_CARRIER,
    /** The book names a secret that neither came with it nor is kept. */
    SECRET_MISSING,
    /** The secrets of the book are longer than what is kept of them. */
    SECRETS_TOO_LONG
}
