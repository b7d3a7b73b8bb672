package dev.countersign.login;

/**
 * The program that logs in, as its attempt keeps it.
 *
 * @param version as the client states it, at most 64 characters
 * @param language of what is sent to the user
 * @param device a device that the user has logged in on before, or empty
 * @param address network address, in text form
 * @param passkeys whether it can have passkeys asked for
 */
record Client(ClientKind kind, String version, String language, String device, String address, boolean passkeys) {

    /** One that asks for nothing but what is typed or approved. */
    Client(ClientKind kind, String version, String language, String device, String address) {
        this(kind, version, language, device, address, false);
    }
}
