package dev.countersign.keyfile;

/** What a key file is written in. */
public enum KeyFileFormat {
    /** RFC 6030. */
    PSKC,
    /** CSV (RFC 4180) with secrets in hexadecimal. */
    CSV_HEX,
    /** CSV with secrets in Base64 (RFC 4648 section 4). */
    CSV_BASE64,
    /** CSV with secrets in Base32 (RFC 4648 section 6), of either case, with or without padding. */
    CSV_BASE32
}
