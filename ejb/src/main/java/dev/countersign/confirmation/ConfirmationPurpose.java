package dev.countersign.confirmation;

import dev.countersign.sms.CodePurpose;

/** What is confirmed; a confirmation of one purpose is worth nothing for another. */
public enum ConfirmationPurpose {
    /** The user gives himself a new password. */
    PASSWORD_CHANGE(CodePurpose.PASSWORD_CHANGE),
    /** The user adds a number, verifies or removes one, or has login codes go to another. */
    NUMBER_CHANGE(CodePurpose.NUMBER_CHANGE),
    /** The user makes a phone his authenticator, or another one in its place. */
    AUTHENTICATOR_CHANGE(CodePurpose.AUTHENTICATOR_CHANGE),
    /** The user turns pushes for his logins on or off. */
    SEAMLESS_CHANGE(CodePurpose.SEAMLESS_CHANGE),
    /** The user adds or removes another factor. */
    FACTOR_CHANGE(CodePurpose.FACTOR_CHANGE);

    private final CodePurpose code;

    ConfirmationPurpose(CodePurpose code) {
        this.code = code;
    }

    CodePurpose code() {
        return code;
    }
}
