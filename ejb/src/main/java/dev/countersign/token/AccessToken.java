package dev.countersign.token;

import java.time.Duration;

/**
 * A signed token. {@code toString} hides the token.
 *
 * @param life in whole seconds; zero in the last second of its session
 */
public record AccessToken(String value, Duration life) {

    @Override
    public String toString() {
        return "AccessToken[hidden, " + life + "]";
    }
}
