package dev.countersign.keyfile;

/** What a device computes. */
public enum KeyAlgorithm {
    /** RFC 4226. */
    HOTP,
    /** RFC 6238. */
    TOTP,
    /** RFC 6287. */
    OCRA
}
