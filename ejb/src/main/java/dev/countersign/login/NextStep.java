package dev.countersign.login;

/** What can be done after a refusal. */
public enum NextStep {
    /** Answer again in the same attempt. */
    ANSWER,
    /** Have the code sent. */
    SMS,
    /** Have the authenticator asked another question. */
    CHALLENGE,
    /** Have the phone asked again. */
    PUSH,
    /** Have another of the user's factors asked for. */
    FACTOR,
    /** Do the same again after the pause. */
    WAIT,
    /** Log in on the portal. */
    PORTAL,
    /** Begin a new login. */
    NEW_LOGIN,
    /** Begin a new activation. */
    NEW_ACTIVATION,
    /** Begin a new confirmation. */
    NEW_CONFIRMATION,
    /** Ask the help desk. */
    HELP_DESK
}
