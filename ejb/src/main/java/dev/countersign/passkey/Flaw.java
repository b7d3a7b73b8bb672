package dev.countersign.passkey;

/** Why what a device made is refused; the audit log has it, its sender does not. Sections are those of Web Authentication Level 2. */
enum Flaw {
    /** It is not what the standard says, or its JSON means two things. */
    MALFORMED,
    /** It was made for another purpose (7.2, step 11). */
    TYPE,
    /** It answers another question, or one that was answered before (7.2, step 12). */
    CHALLENGE,
    /** A page of another address asked for it (7.2, step 13). */
    ORIGIN,
    /** A page in a frame of another site asked for it. */
    CROSS_ORIGIN,
    /** The key was made for somebody else (7.2, step 15). */
    RELYING_PARTY,
    /** Nobody was there (7.2, step 16). */
    USER_ABSENT,
    /** The device did not recognise its user (7.2, step 17). */
    USER_UNVERIFIED,
    /** The key is of an algorithm that was not asked for (7.1, step 20). */
    ALGORITHM,
    /** It is by another key than the one asked for, or by one that is no passkey of this user (7.2, steps 5 to 7). */
    CREDENTIAL,
    /** The key did not sign it (7.2, step 20). */
    SIGNATURE,
    /** The device's counter did not move forward: there may be a copy of the key (7.2, step 21). */
    COUNTER,
    /** It says that there are copies of a key of which there can be none. */
    BACKUP
}
