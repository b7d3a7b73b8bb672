package dev.countersign.login;

import dev.countersign.user.Account;

/** What a right password leads to, by the state of the account and the factors of the user. */
enum Admission {
    /** A second factor is asked. */
    FACTOR,
    /** The password is enough. */
    PASSWORD_ONLY,
    /** Refused: the account may use the portal alone. */
    PORTAL_ONLY,
    /** Refused: there is no factor yet, and only the portal can set one up. */
    NO_FACTOR,
    /** Refused: what stood in for a lost factor had its time, and a password alone sets nothing up again. */
    SUSPENDED,
    /** Refused for the same reason: the card has expired. */
    CARD_LAPSED,
    /** Refused for the same reason: all that there was is gone. */
    FACTOR_GONE;

    /** What the user has to prove himself with. */
    enum Means {
        /** At least one factor. */
        FACTOR,
        /** Nothing any more: his last ones were for some days. */
        LAPSED,
        /** Nothing any more: his card has expired. */
        EXPIRED,
        /** Nothing any more: his last one was lost, or ended by the help desk. */
        GONE,
        /** Nothing yet. */
        NONE
    }

    static Admission of(Account account, ClientKind client, Means means) {
        if (account.isPortalOnly() && client != ClientKind.PORTAL) {
            return PORTAL_ONLY;
        }
        if (!account.needsFactor()) {
            return PASSWORD_ONLY;
        }
        return switch (means) {
            case FACTOR -> FACTOR;
            case LAPSED -> SUSPENDED;
            case EXPIRED -> CARD_LAPSED;
            case GONE -> FACTOR_GONE;
            case NONE -> client == ClientKind.PORTAL ? PASSWORD_ONLY : NO_FACTOR;
        };
    }
}
