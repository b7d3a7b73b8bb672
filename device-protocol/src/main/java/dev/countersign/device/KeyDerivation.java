package dev.countersign.device;

import java.util.UUID;

/** What both sides make of one pseudorandom key by HKDF-Expand (RFC 5869 section 2.3), each value under a purpose of its own. */
final class KeyDerivation {

    private static final String PREFIX = "countersign/v1/";
    private static final String CONFIRMATION = PREFIX + "confirmation";
    private static final int CONFIRMATION_KEY_OCTETS = 32;

    private final Octets pseudorandomKey;
    private final UUID enrolment;

    /** @param pseudorandomKey the caller's to wipe */
    KeyDerivation(Octets pseudorandomKey, UUID enrolment) {
        this.pseudorandomKey = pseudorandomKey;
        this.enrolment = enrolment;
    }

    /** As long as the hash of the suite. */
    OcraKey ocraKey(String purpose, OcraSuite suite) {
        return new OcraKey(expand(purpose, suite.hash().length()));
    }

    /** HMAC-SHA256 over label, role and transcript, by a key of the role's own. */
    Octets confirmation(String role, byte[] said) {
        try (Octets key = expand("confirm/" + role, CONFIRMATION_KEY_OCTETS)) {
            byte[] labelled =
                    new FieldWriter().add(CONFIRMATION).add(role).add(said).toArray();
            return Octets.owning(HashFunction.SHA256.hmac(key.toArray(), labelled));
        }
    }

    /** The enrolment id has always 36 characters, so no two purposes give one info. */
    Octets expand(String purpose, int length) {
        return Hkdf.expand(pseudorandomKey, PREFIX + purpose + enrolment, length);
    }
}
