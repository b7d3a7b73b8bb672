package dev.countersign.user;

/** The account that a user acts for: what it is, and where it stands in its life. */
public record Account(Kind kind, State state) {

    /** An open account with money in it. */
    public static final Account OPEN = new Account(Kind.LIVE, State.OPEN);

    /** What an account is. */
    public enum Kind {
        /** With money in it. */
        LIVE,
        /** For practice, without money. */
        PAPER
    }

    /** Where an account stands. */
    public enum State {
        /** Applied for, not approved. */
        APPLICANT,
        /** Approved, not funded yet. */
        APPROVED,
        OPEN,
        /** Over; its papers can be read. */
        CLOSED
    }

    /** Whether its users may look, and change nothing. */
    public boolean isReadOnly() {
        return state == State.CLOSED;
    }

    /** Whether its users see the portal and nothing else. */
    public boolean isPortalOnly() {
        return state == State.APPLICANT || isReadOnly();
    }

    /** Whether a second factor is asked from a user who has one; there is none to protect what is over or play. */
    public boolean needsFactor() {
        return kind == Kind.LIVE && !isReadOnly();
    }
}
