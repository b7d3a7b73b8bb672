package dev.countersign.simulator.push;

import java.util.Optional;

/**
 * A subscription of a simulated browser.
 *
 * @param applicationServerKey base64url of the key that alone may send; empty where anybody may
 */
public record Subscription(String id, BrowserKeys keys, Optional<String> applicationServerKey) {

    /** The public key, base64url. */
    public String p256dh() {
        return keys.p256dh();
    }

    /** The secret, base64url. */
    public String auth() {
        return keys.auth();
    }

    @Override
    public String toString() {
        return "Subscription[" + id + "]";
    }
}
