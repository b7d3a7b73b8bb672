package dev.countersign.login;

/** The kinds of programs that users log in with. */
public enum ClientKind {
    PORTAL,
    WORKSTATION,
    WEB_TRADER,
    MOBILE
}
