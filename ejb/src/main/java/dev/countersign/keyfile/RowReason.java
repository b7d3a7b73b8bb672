package dev.countersign.keyfile;

/** Why a key of a file that is sound as a whole is not taken. */
public enum RowReason {
    /** The package has no key, or more than one. */
    KEY,
    /** The algorithm is unknown. */
    ALGORITHM,
    /** No secret is in the file, only the name of one. */
    SECRET_MISSING,
    /** The secret is not in the declared form. */
    SECRET,
    /** The secret has less than 16 or more than 128 octets (RFC 4226 section 4, R6). */
    SECRET_LENGTH,
    /** The suite is missing, no suite, or needs what no card is asked. */
    SUITE,
    /** The response is not of 6 to 10 decimal digits (HOTP and TOTP 6 to 8), or not as the suite says. */
    RESPONSE_FORMAT,
    /** The challenge is not as the suite says. */
    CHALLENGE_FORMAT,
    /** The counter is no number from 0 to 2^63 - 1. */
    COUNTER,
    /** Time step, start or drift cannot be followed. */
    TIME,
    /** The key package that should hold the PIN is missing, ambiguous or holds none; or nobody refers to it. */
    PIN_KEY,
    /** The PIN is not as its policy says. */
    PIN,
    /** The policy is unknown or forbids what cards are for (RFC 6030 section 5). */
    POLICY,
    /** A date that is none, or an end before its beginning. */
    DATE,
    /** No serial, or one that is not 1 to 40 letters, digits, dots, hyphens and underscores of ASCII. */
    SERIAL,
    /** No manufacturer, or one that is no name of at most 64 characters. */
    MANUFACTURER,
    /** The file has the serial of this manufacturer further up. */
    SERIAL_TWICE,
    /** The stock has a card of this manufacturer and serial. */
    SERIAL_TAKEN
}
