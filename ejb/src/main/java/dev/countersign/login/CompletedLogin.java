package dev.countersign.login;

import dev.countersign.token.AccessToken;

/**
 * What a complete login yields.
 *
 * @param deviceCookie what the client keeps, so that this device is recognised at the next login; empty where it is not
 */
public record CompletedLogin(AccessToken token, String deviceCookie) {

    @Override
    public String toString() {
        return "CompletedLogin[" + token + "]";
    }
}
