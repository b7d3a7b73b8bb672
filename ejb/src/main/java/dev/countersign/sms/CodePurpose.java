package dev.countersign.sms;

/** What a one-time code is for; a code of one purpose is never accepted for another. */
public enum CodePurpose {
    /** Second factor of a login; the subject is the login attempt. */
    LOGIN,
    /** Confirms that the user gives himself a new password; the subject is the confirmation. */
    PASSWORD_CHANGE,
    /** Second step of a forgotten password; the subject is the reset. */
    PASSWORD_RESET,
    /** Proves that a user holds a number; the subject is the number. */
    NUMBER,
    /** Confirms that a user changes his numbers; the subject is the confirmation. */
    NUMBER_CHANGE,
    /** Confirms that a user makes a phone his authenticator; the subject is the confirmation. */
    AUTHENTICATOR_CHANGE,
    /** Confirms that a user turns pushes for his logins on or off; the subject is the confirmation. */
    SEAMLESS_CHANGE,
    /** Confirms that a user adds or removes a factor; the subject is the confirmation. */
    FACTOR_CHANGE,
    /** Token that a phone is activated with; the subject is the activation. */
    ACTIVATION
}
