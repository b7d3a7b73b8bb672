package dev.countersign.token;

import java.util.Locale;

/** What a session may do. */
public enum SessionScope {
    /** Everything that the user may do. */
    FULL,
    /** The portal alone, nothing on a trading client. */
    PORTAL_ONLY,
    /** Fetch an online grid card in the portal, and nothing else: also once something took the place of what stood in for a lost factor. */
    GRID_CARD_ONLY,
    /** Look, and change nothing but sessions and the language: a closed account. */
    READ_ONLY;

    /** The scope as it stands in a token and in an answer. */
    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }
}
