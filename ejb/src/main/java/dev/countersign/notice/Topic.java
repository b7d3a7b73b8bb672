package dev.countersign.notice;

import dev.countersign.securityevent.SecurityEvent;

/** What a notice is about; kinds of events that a user need not tell apart share one. Names the texts. */
enum Topic {
    AUTHENTICATOR_ACTIVE,
    NUMBER_ADDED,
    NUMBER_CHANGED,
    FACTOR_REMOVED,
    FACTORS_CHANGED,
    FACTOR_WAIVED,
    RECOVERY_CODE_USED,
    CARD_ORDERED,
    CARD_SENT,
    CARD_PIN_CHANGED,
    CARD_SHARE_REQUESTED,
    CARD_SHARED,
    CARD_SHARE_ENDED,
    TEMPORARY_PASSCODE,
    EMAIL_CHANGED,
    CODE_REUSED,
    ACCESS_LOCKED,
    PASSWORD_KNOWN,
    RESET_BEGUN,
    PASSWORD_NEW,
    LOGIN_DISOWNED,
    LOGIN_NEW;

    static Topic of(SecurityEvent.Kind kind) {
        return switch (kind) {
            case ACTIVATED, USER_ADDED, MIGRATED, RECOVERED -> AUTHENTICATOR_ACTIVE;
            case NUMBER_VERIFIED -> NUMBER_ADDED;
            case NUMBER_CHANGED -> NUMBER_CHANGED;
            case FACTOR_REMOVED -> FACTOR_REMOVED;
            case FACTORS_CHANGED -> FACTORS_CHANGED;
            case FACTOR_WAIVED -> FACTOR_WAIVED;
            case RECOVERY_CODE_USED -> RECOVERY_CODE_USED;
            case CARD_ORDERED -> CARD_ORDERED;
            case CARD_SENT -> CARD_SENT;
            case CARD_PIN_CHANGED -> CARD_PIN_CHANGED;
            case CARD_SHARE_REQUESTED -> CARD_SHARE_REQUESTED;
            case CARD_SHARED -> CARD_SHARED;
            case CARD_SHARE_ENDED -> CARD_SHARE_ENDED;
            case TEMPORARY_PASSCODE -> TEMPORARY_PASSCODE;
            case EMAIL_CHANGED -> EMAIL_CHANGED;
            case CODE_REUSED -> CODE_REUSED;
            case LOCKED -> ACCESS_LOCKED;
            case LOGIN_DENIED, PUSH_SUSPENDED -> PASSWORD_KNOWN;
            case RESET_BEGUN -> RESET_BEGUN;
            case PASSWORD_CHANGED, PASSWORD_RESET -> PASSWORD_NEW;
            case SESSIONS_DISOWNED -> LOGIN_DISOWNED;
            case LOGIN -> LOGIN_NEW;
        };
    }
}
