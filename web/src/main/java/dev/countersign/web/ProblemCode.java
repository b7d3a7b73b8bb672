package dev.countersign.web;

/** The stable codes of refusals, each with its HTTP status and title. Programs decide by the code alone. */
public enum ProblemCode {
    MALFORMED(400, "The request cannot be read"),
    LOGIN_BAD_CREDENTIALS(401, "Invalid user name or password"),
    OPERATOR_TOKEN_REQUIRED(401, "An operator token is required"),
    ACT_INSTALLATION(401, "Another app has this installation's id"),
    TOKEN_REQUIRED(401, "A valid access token is required"),
    OPERATOR_NOT_PERMITTED(403, "This operator token does not open this"),
    LOGIN_LOCKED(403, "This user is locked"),
    LOGIN_PORTAL_ONLY(403, "This account may use the portal only"),
    LOGIN_TEMP_LIMITED(403, "Temporary access opens the portal alone, for an online grid card"),
    SESSION_READ_ONLY(403, "This account is closed: nothing can be changed"),
    LOGIN_TEMP_EXPIRED(403, "Temporary access has expired"),
    LOGIN_CARD_EXPIRED(403, "The card has expired"),
    LOGIN_FACTOR_GONE(403, "All that the user logged in with is gone"),
    TEMP_NOT_PERMITTED(403, "Temporary access does not permit this"),
    PASSCODE_SUPERVISOR(403, "Another operator has to permit one more passcode"),
    LOGIN_DENIED(403, "The login was denied on the phone"),
    PUSH_DEVICE_REFUSED(403, "This phone is known to be unsound"),
    ORIGIN_REFUSED(403, "Only a page of this address may ask for this"),
    ACT_DEVICE_REFUSED(403, "This phone may not hold an authenticator"),
    ACT_OS_TOO_OLD(403, "Operating system or app is too old"),
    ACT_NO_LOCK(403, "Nothing protects the keys on this phone"),
    ACT_NO_SENSOR(403, "This phone has no sensor for face or finger"),
    MIG_DEVICE_REFUSED(403, "This phone may not hold an authenticator"),
    CARD_BATCH_OWN(403, "Another operator has to release this batch"),
    CARD_NOT_OWNER(403, "Only the owner of this card may do that"),
    CARD_OTHER_LOGIN(403, "Another login is needed for this"),
    CARD_ORDER_NOT_ELIGIBLE(403, "This account may not order a card"),
    RECOVERY_NOT_ALLOWED(403, "This account has no recovery codes"),
    CONFIRMATION_REQUIRED(403, "The present factor must confirm this"),
    NOT_FOUND(404, "Not found"),
    ACT_SESSION_UNKNOWN(404, "There is no such activation"),
    METHOD_NOT_ALLOWED(405, "This method is not offered here"),
    NOT_ACCEPTABLE(406, "This media type is not offered here"),
    CARRIERS_CHANGED(409, "Somebody else has changed the carriers meanwhile"),
    NAME_TAKEN(409, "This name is taken"),
    ATTEMPT_CLOSED(409, "This login is over"),
    ATTEMPT_PENDING(409, "The second factor has not been answered"),
    PUSH_NOT_SENT(409, "No notification can be sent now"),
    SMS_NOT_SENT(409, "No message reaches this number now"),
    OTHER_WAY(409, "This login is answered in another way"),
    ACT_SESSION_USED(409, "This activation was used"),
    ACT_ALREADY_HERE(409, "The authenticator is active on this phone"),
    ACT_ALREADY_ELSEWHERE(409, "The authenticator is active on another phone"),
    ACT_STOPPED(409, "The user stopped the phone that was the authenticator"),
    ACT_INSTALLATION_FULL(409, "This phone has as many users as it may have"),
    MIG_CREDENTIALS_DUE(409, "The password has to be typed once more"),
    MIG_NO_ACTIVE_ENROLMENT(409, "There is no authenticator to migrate"),
    MIG_TOKEN_TRIES(409, "All tries of this migration are used"),
    REC_NOTHING_FOUND(409, "There is nothing to recover on this phone"),
    RENEWAL_NOT_DUE(409, "This key needs no renewal yet"),
    RENEWAL_OVER(409, "There is no such renewal any more"),
    CONFIRMATION_CLOSED(409, "This confirmation is over"),
    ACT_SESSION_EXPIRED(410, "This activation has expired"),
    CONFIRMATION_EXPIRED(410, "This confirmation has expired"),
    MIG_TOKEN_EXPIRED(410, "This migration has expired"),
    STOP_EXPIRED(410, "The time to stop the new phone is over"),
    CASE_USED(409, "This case has had that before"),
    DEAD_LETTER_REFUSED(409, "This message cannot be sent back"),
    CARD_BATCH_DECIDED(409, "This batch was released or rejected before"),
    KEY_IN_USE(409, "This key is still needed"),
    MASTER_KEYS_UNUSABLE(409, "The master keys do not fit"),
    NEWER_VERSION_NEEDED(409, "This needs a server of a newer version"),
    CARD_AMBIGUOUS(409, "Cards of several manufacturers have this serial"),
    CARD_IN_STEP(409, "This card cannot run away"),
    CARD_NOT_IN_STOCK(409, "This card cannot be given away"),
    CARD_NOT_REPLACEABLE(409, "This card cannot be replaced"),
    CARD_ORDER_OPEN(409, "A card is ordered already"),
    CARD_ORDER_OVER(409, "This order is over"),
    CARD_ORDER_WAITS(409, "No card is sent for this order yet"),
    CARD_ORDER_STOPPED(409, "No card, or not this one, is sent for this order"),
    SHARE_CLOSED(409, "This card is shared already, or no more"),
    CARD_EXPIRED(410, "This challenge has expired"),
    FACTOR_LAST(409, "The last way in stays"),
    FACTOR_STAYS(409, "The last factor of this strength stays"),
    GRID_NOT_OFFERED(409, "No online grid card is offered here"),
    FACTOR_LIMIT(409, "No more factors of this kind can be added"),
    NUM_LIMIT(409, "No more numbers can be added"),
    NUM_LAST_FACTOR(409, "The last number that codes can go to stays"),
    NUM_NOT_VERIFIED(409, "This number is not verified"),
    NUM_TRIES_EXHAUSTED(409, "All tries of this code are used"),
    NUM_CODE_EXPIRED(410, "No code of this number lives"),
    LOGIN_EXPIRED(410, "This login has expired"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of another media type than is taken here"),
    LOGIN_FACTOR_FAILED(422, "Login failed"),
    SHARE_IDENTITY(422, "The two users must belong to the same person"),
    SHARE_TEMP_DEVICE(422, "A card is shared between users who have devices of their own"),
    SHARE_LESS_SECURE(422, "The shared device must be at least as strong as the other one"),
    SHARE_NO_PROOF(422, "The owner has not answered with this card"),
    CARD_PIN_MISSING(422, "This card takes a PIN"),
    CARD_WRONG(422, "The answer of the card is wrong"),
    PASSKEY_REFUSED(422, "The device made no new key for this site"),
    GRID_CODE_WRONG(422, "The cells are wrong"),
    IDENTITY_UNPROVEN(422, "The caller's identity is not proven"),
    FACTOR_CODE_WRONG(422, "The code is not the one that the app shows now"),
    ACT_PIN_RULES(422, "This PIN is not taken"),
    ACT_PIN_WRONG(422, "This phone has another PIN"),
    ACT_PROOF_WRONG(422, "The phone does not know the secret of this activation"),
    RENEWAL_REFUSED(422, "The phone does not hold the key that it renews"),
    ACT_TOKEN_WRONG(422, "The activation token is wrong"),
    ACT_NO_NUMBER(422, "There is no verified number"),
    MIG_NUMBER_UNREACHABLE(422, "The bound number is the user's no more"),
    MIG_PIN_RULES(422, "This PIN is not taken"),
    MIG_TOKEN_WRONG(422, "The token is wrong"),
    REC_NUMBER_UNREACHABLE(422, "The bound number is the user's no more"),
    REC_PIN_WRONG(422, "The earlier app had another PIN"),
    REC_TOKEN_WRONG(422, "The token is wrong"),
    PUSH_ADDRESS(422, "Notifications cannot be sent to this address"),
    CARD_FILE_REFUSED(422, "Nothing of this key file is taken"),
    NUM_NOT_MOBILE(422, "No mobile phone has this number"),
    CONFIRMATION_FAILED(422, "The confirmation failed"),
    OLD_PASSWORD_WRONG(422, "The old password is wrong"),
    RESET_REFUSED(422, "This reset code opens nothing"),
    NO_FACTOR(422, "No second factor is set up that could confirm this"),
    NUM_CODE_WRONG(422, "The code is wrong"),
    NUM_UNREACHABLE(422, "Messages do not reach this number"),
    ACT_TOO_MANY(429, "Too many wrong activation codes or PINs"),
    PUSH_LIMIT(429, "Too many notifications"),
    CARD_BLOCKED(429, "The card is not looked at for a while"),
    CHALLENGE_LIMIT(429, "The factor was asked too often"),
    MIG_RECENT(429, "The authenticator moved too often"),
    NUM_COOLDOWN(429, "Wait before another message is sent"),
    NUM_DAILY_LIMIT(429, "Too many confirm codes or new numbers"),
    SMS_COOLDOWN(429, "Wait before another message is sent"),
    SEND_DAILY_LIMIT(429, "Too many messages"),
    ADDRESS_THROTTLED(429, "Too many failures from this address"),
    INTERNAL(500, "The server could not answer"),
    TRY_LATER(503, "Try again later");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The code for a status that the container or its routing chose; any other refusal is MALFORMED, and any other fault INTERNAL. */
    static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 400 -> MALFORMED;
            case 404 -> NOT_FOUND;
            case 405, 501 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> TRY_LATER;
            default -> status >= 400 && status < 500 ? MALFORMED : INTERNAL;
        };
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
