package dev.countersign.securityevent;

/** A way to a user: what a notice goes by, and what an act was confirmed by. In the order of what a notice costs and how soon it is read. */
public enum Channel {
    /** The phone with his authenticator. */
    PUSH,
    /** His mailbox. */
    MAIL,
    /** The mobile number that his login codes go to. */
    SMS
}
