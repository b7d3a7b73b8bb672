package dev.countersign.mail;

/**
 * What became of a mail that was handed to the SMTP server.
 *
 * @param code reply code (RFC 5321 section 4.2), 0 when there was none
 */
record HandOver(Kind kind, int code) {

    enum Kind {
        TAKEN,
        /** Not now, and perhaps nothing else either; it may work later. */
        TROUBLE,
        /** Not now for this recipient; it may work later. */
        POSTPONED,
        /** Never for this recipient, or never this mail. */
        REFUSED
    }

    static HandOver taken() {
        return new HandOver(Kind.TAKEN, 250);
    }
}
