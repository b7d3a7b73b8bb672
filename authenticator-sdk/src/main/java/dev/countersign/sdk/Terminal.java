package dev.countersign.sdk;

/** Where the command line device asks. End of input is a {@link UsageException}. */
interface Terminal {

    String line(String prompt);

    /** Not shown while it is typed, where there is a person. The result is the caller's to wipe. */
    char[] secret(String prompt);

    /** Something to read before the next question. */
    void tell(String text);

    /** Whether somebody sits there, who can be asked twice. */
    boolean isPerson();
}
