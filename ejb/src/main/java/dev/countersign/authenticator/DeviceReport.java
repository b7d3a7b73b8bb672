package dev.countersign.authenticator;

import java.util.Optional;
import java.util.UUID;

/**
 * What an app says of its phone. Nothing of it is proven but by {@code statement}.
 *
 * @param installation id that the app gave to itself
 * @param osVersion numbers with dots between them; empty if it does not know
 * @param appVersion numbers with dots between them
 * @param model as the user knows the phone, 1 to 60 characters
 * @param sensor whether the phone has a sensor for face or finger that can be used
 * @param statement of the platform about phone and app, signed (JWS compact serialisation, RFC 7515)
 */
public record DeviceReport(
        UUID installation,
        Platform platform,
        String osVersion,
        String appVersion,
        String model,
        UnlockKind unlock,
        boolean sensor,
        Optional<String> statement) {

    private static final String VERSION = "[0-9]{1,6}(\\.[0-9]{1,6}){0,4}";
    private static final int LONGEST_MODEL = 60;
    private static final int LONGEST_STATEMENT = 8_000;

    /** Throws {@link IllegalArgumentException} that names the field and what it takes. */
    public DeviceReport {
        if (!osVersion.isEmpty() && !isVersion(osVersion)) {
            throw new IllegalArgumentException(
                    "installation.osVersion has numbers with dots between them, or is empty");
        }
        if (!isVersion(appVersion)) {
            throw new IllegalArgumentException("installation.appVersion has numbers with dots between them");
        }
        if (model.isBlank() || model.length() > LONGEST_MODEL) {
            throw new IllegalArgumentException("installation.model has 1 to " + LONGEST_MODEL + " characters");
        }
        if (statement.map(String::length).orElse(0) > LONGEST_STATEMENT) {
            throw new IllegalArgumentException(
                    "installation.statement has at most " + LONGEST_STATEMENT + " characters");
        }
    }

    /** Whether a text is a version: up to five numbers of up to six digits, with dots between them. */
    public static boolean isVersion(String text) {
        return text.matches(VERSION);
    }
}
