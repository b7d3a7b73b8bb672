package dev.countersign.login;

import java.util.Optional;

/**
 * What a client asks with.
 *
 * @param userName as typed, 1 to 64 characters
 * @param password as typed, 1 to 256 characters
 * @param clientVersion as the client states it, at most 64 characters
 * @param language that the client speaks; the user's own setting goes before it
 * @param passkeys whether the client can have passkeys asked for
 * @param key by what the request is known if it comes once more; empty for a client that never repeats one
 */
public record LoginRequest(
        String userName,
        String password,
        ClientKind clientKind,
        String clientVersion,
        Optional<String> language,
        boolean passkeys,
        Optional<RequestKey> key) {

    private static final int MAX_NAME = 64;
    private static final int MAX_PASSWORD = 256;
    private static final int MAX_VERSION = 64;

    public LoginRequest {
        requireLength("userName", userName, MAX_NAME);
        requireLength("password", password, MAX_PASSWORD);
        if (clientVersion.length() > MAX_VERSION) {
            throw new IllegalArgumentException("client.version has at most " + MAX_VERSION + " characters");
        }
    }

    /** Of a client that asks for nothing but what is typed or approved. */
    public LoginRequest(
            String userName, String password, ClientKind clientKind, String clientVersion, Optional<String> language) {
        this(userName, password, clientKind, clientVersion, language, false, Optional.empty());
    }

    @Override
    public String toString() {
        return "LoginRequest[" + clientKind + " " + clientVersion + "]";
    }

    private static void requireLength(String name, String value, int most) {
        if (value.isEmpty() || value.length() > most) {
            throw new IllegalArgumentException(name + " has 1 to " + most + " characters");
        }
    }
}
