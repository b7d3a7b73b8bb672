package dev.countersign.passcode;

/** Why no passcode was issued. */
public enum PasscodeRefusal {
    /** Nobody has this name. */
    UNKNOWN_USER,
    /** An operator has locked the user; he is unlocked first. */
    LOCKED,
    /** The caller's identity is not proven: too few answers, no security question, or a wrong one. */
    IDENTITY_UNPROVEN,
    /** The user had one within days, or has one now: another operator has to permit one more. */
    SUPERVISOR_NEEDED
}
