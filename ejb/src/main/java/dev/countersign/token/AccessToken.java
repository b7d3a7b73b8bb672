package dev.countersign.token;

import java.time.Duration;

/** A signed token and how long it lives. {@code toString} hides the token. */
public record AccessToken(String value, Duration life) {

    @Override
    public String toString() {
        return "AccessToken[hidden, " + life + "]";
    }
}
