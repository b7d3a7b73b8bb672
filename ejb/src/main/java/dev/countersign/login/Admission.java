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
    NO_FACTOR;

    static Admission of(Account account, ClientKind client, boolean hasFactor) {
        if (account.isPortalOnly() && client != ClientKind.PORTAL) {
            return PORTAL_ONLY;
        }
        if (!account.needsFactor()) {
            return PASSWORD_ONLY;
        }
        if (hasFactor) {
            return FACTOR;
        }
        return client == ClientKind.PORTAL ? PASSWORD_ONLY : NO_FACTOR;
    }
}
