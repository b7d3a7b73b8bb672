package dev.countersign.sdk;

/** Why there is a no. Most are codes of the server's problem documents; the last ones are the device's own. */
public enum RefusalReason {
    /** User name or password is wrong; which one is not told. */
    LOGIN_BAD_CREDENTIALS,
    LOGIN_LOCKED,
    ADDRESS_THROTTLED,
    ACT_SESSION_UNKNOWN,
    ACT_SESSION_USED,
    ACT_SESSION_EXPIRED,
    ACT_DEVICE_REFUSED,
    ACT_OS_TOO_OLD,
    ACT_NO_LOCK,
    ACT_NO_SENSOR,
    ACT_TOO_MANY,
    ACT_ALREADY_HERE,
    ACT_ALREADY_ELSEWHERE,
    /** The user stopped the phone that was his authenticator. */
    ACT_STOPPED,
    /** Of the server or of the device: nothing is used up, another PIN may do. */
    ACT_PIN_RULES,
    /** The installation has another PIN already. */
    ACT_PIN_WRONG,
    ACT_TOKEN_WRONG,
    /** No verified number, or it is not the user's. */
    ACT_NO_NUMBER,
    SMS_COOLDOWN,
    SEND_DAILY_LIMIT,
    /** The number's carrier has just blocked the SMS. */
    SMS_NOT_SENT,
    /** Confirmation or possession is wrong; the activation is over. */
    ACT_PROOF_WRONG,
    /** The server knows another token for this installation. */
    ACT_INSTALLATION,
    MIG_CREDENTIALS_DUE,
    MIG_DEVICE_REFUSED,
    MIG_NO_ACTIVE_ENROLMENT,
    MIG_NUMBER_UNREACHABLE,
    MIG_PIN_RULES,
    MIG_RECENT,
    MIG_TOKEN_EXPIRED,
    MIG_TOKEN_TRIES,
    MIG_TOKEN_WRONG,
    REC_NOTHING_FOUND,
    REC_NUMBER_UNREACHABLE,
    /** The earlier installation had another PIN. */
    REC_PIN_WRONG,
    REC_TOKEN_WRONG,
    /** Of an approval: the PIN, the number or the proof is wrong. */
    LOGIN_FACTOR_FAILED,
    LOGIN_DENIED,
    /** The request or its login has lived its time. */
    LOGIN_EXPIRED,
    /** The login is over, or there is a newer request. */
    ATTEMPT_CLOSED,
    PUSH_DEVICE_REFUSED,
    /** The server sends nothing to such an address. */
    PUSH_ADDRESS,
    /** The key is not old enough to be renewed. */
    RENEWAL_NOT_DUE,
    RENEWAL_OVER,
    /** The server knows another key for this enrolment. */
    RENEWAL_REFUSED,
    NOT_FOUND,
    TRY_LATER,
    /** A code that this version does not know: {@link Refusal#code} has it. */
    OTHER,

    /** The server's confirmation is wrong: somebody stands between, or it does not know the secret. Nothing was kept. */
    SERVER_UNPROVEN,
    /** The offer's suite asks for more than this device has: a counter, a time, session data, another number of digits. */
    SUITE_UNSUPPORTED,
    /** Nobody of this name is enrolled here, or nobody at all. */
    NOT_ENROLLED,
    /** Several users are enrolled here: say for whom. */
    WHICH_USER;

    static RefusalReason ofCode(String code) {
        for (RefusalReason reason : values()) {
            if (reason.name().equals(code)) {
                return reason;
            }
        }
        return OTHER;
    }
}
