package dev.countersign.login;

import dev.countersign.token.BrowserSession;

/**
 * What a complete login in a browser yields.
 *
 * @param deviceCookie what the browser keeps, so that this device is recognised at the next login; empty where it is not
 */
public record BrowserLogin(BrowserSession session, String deviceCookie) {

    @Override
    public String toString() {
        return "BrowserLogin[" + session + "]";
    }
}
