package dev.countersign.crypto;

/** What a data key is for. A key of one purpose never serves another. */
public enum Purpose {
    /** HMAC over one-time codes. */
    CODE_HASH,
    /** HMAC over names that nobody is known by. */
    NAME_HASH,
    /** HMAC over the devices that a cookie names. */
    DEVICE_COOKIE,
    /** Cipher over the text of an SMS. */
    SMS_TEXT,
    /** Cipher over the private keys that sign tokens. */
    TOKEN_SIGNING
}
