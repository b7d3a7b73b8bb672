package dev.countersign.crypto;

import java.time.Duration;

/** What a data key is for. A key of one purpose never serves another. */
public enum Purpose {
    /** Cipher over the secrets of back offices. */
    BACK_OFFICE_SECRET,
    /** Cipher over the secrets of carriers. */
    CARRIER_SECRET,
    /** HMAC over one-time codes. */
    CODE_HASH,
    /** HMAC over temporary passcodes. */
    PASSCODE_HASH,
    /** HMAC over names that nobody is known by. */
    NAME_HASH,
    /** HMAC that makes the secrets which a repeated request is told once more. */
    REPEATED_REQUEST,
    /** HMAC over the devices that a cookie names. */
    DEVICE_COOKIE,
    /** Cipher over the text of an SMS. */
    SMS_TEXT,
    /** Cipher over a mail that waits. */
    MAIL_TEXT,
    /** Cipher over the keys that server and authenticators share. */
    AUTHENTICATOR_KEY,
    /** Cipher over such keys that were renewed and still answer. */
    RENEWED_KEY,
    /** Cipher over the hashes of the PINs of authenticators. */
    AUTHENTICATOR_PIN,
    /** Cipher over the keys of display cards. */
    CARD_KEY,
    /** Cipher over the PINs that came with display cards. */
    CARD_PIN,
    /** Cipher over the secrets of activations. */
    ACTIVATION_SECRET,
    /** Cipher over the addresses of phones at push services. */
    PUSH_ADDRESS,
    /** Cipher over the secrets of renewals of keys. */
    RENEWAL_SECRET,
    /** Cipher over PINs that holders of cards want from now on. */
    CARD_NEW_PIN,
    /** Cipher over the secrets of apps that show codes. */
    TOTP_SECRET,
    /** Cipher over the hashes of recovery codes. */
    RECOVERY_CODE,
    /** Cipher over the cells of grid cards. */
    GRID_CELLS,
    /** Cipher over what is known of the holders of accounts. */
    ACCOUNT_HOLDER,
    /** Cipher over the PINs that come with orders of cards. */
    CARD_ORDER_PIN,
    /** Cipher over the addresses to which cards are sent. */
    CARD_ORDER_ADDRESS,
    /** Cipher over what is known of persons. */
    USER_IDENTITY,
    /** Cipher over the private keys that sign tokens. */
    TOKEN_SIGNING,
    /** HMAC over audit entries. */
    AUDIT,
    /** Cipher over the private keys that sign the head of the audit chain. */
    AUDIT_SIGNING,
    /** Cipher over the private key by which push services know this product. */
    PUSH_SIGNING;

    /** Whether a key of this purpose hashes: nothing can be hashed anew without its value, it can only be waited out. */
    boolean isHash() {
        return switch (this) {
            case CODE_HASH, PASSCODE_HASH, NAME_HASH, REPEATED_REQUEST, DEVICE_COOKIE, AUDIT -> true;
            case BACK_OFFICE_SECRET,
                    CARRIER_SECRET,
                    SMS_TEXT,
                    MAIL_TEXT,
                    AUTHENTICATOR_KEY,
                    RENEWED_KEY,
                    AUTHENTICATOR_PIN,
                    CARD_KEY,
                    CARD_PIN,
                    CARD_NEW_PIN,
                    ACTIVATION_SECRET,
                    PUSH_ADDRESS,
                    RENEWAL_SECRET,
                    TOTP_SECRET,
                    RECOVERY_CODE,
                    GRID_CELLS,
                    ACCOUNT_HOLDER,
                    CARD_ORDER_PIN,
                    CARD_ORDER_ADDRESS,
                    USER_IDENTITY,
                    TOKEN_SIGNING,
                    AUDIT_SIGNING,
                    PUSH_SIGNING -> false;
        };
    }

    /**
     * How long a superseded key stays, whether or not a record stands under it: longer than a transaction may go on that took
     * the key at its begin, and longer than anything lives that is compared by hash and is no record, such as a cookie.
     */
    Duration rest() {
        return switch (this) {
            case BACK_OFFICE_SECRET,
                    CARRIER_SECRET,
                    SMS_TEXT,
                    MAIL_TEXT,
                    AUTHENTICATOR_KEY,
                    RENEWED_KEY,
                    AUTHENTICATOR_PIN,
                    CARD_KEY,
                    CARD_PIN,
                    CARD_NEW_PIN,
                    ACTIVATION_SECRET,
                    PUSH_ADDRESS,
                    RENEWAL_SECRET,
                    TOTP_SECRET,
                    RECOVERY_CODE,
                    GRID_CELLS,
                    ACCOUNT_HOLDER,
                    CARD_ORDER_PIN,
                    CARD_ORDER_ADDRESS,
                    USER_IDENTITY,
                    TOKEN_SIGNING,
                    AUDIT_SIGNING,
                    PUSH_SIGNING -> Duration.ofMinutes(10);
            case CODE_HASH, NAME_HASH, REPEATED_REQUEST -> Duration.ofHours(25);
            case PASSCODE_HASH -> Duration.ofDays(13);
            case DEVICE_COOKIE -> Duration.ofDays(181);
            // As long as entries are kept: seven years. Those that are there still keep their key besides.
            case AUDIT -> Duration.ofDays(2557);
        };
    }
}
