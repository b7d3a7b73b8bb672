package dev.countersign.sdk;

import java.util.Optional;

/**
 * What an installation says of itself with each call.
 *
 * @param osVersion up to five numbers of up to six digits with dots between them; empty if unknown
 * @param appVersion the same, never empty
 * @param model as the user knows the device, 1 to 60 characters
 * @param sensor whether a sensor for face or finger can be used
 * @param statement of the platform about phone and app, signed (JWS compact serialization, RFC 7515), up to 8000 characters
 */
public record DeviceReport(
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

    public DeviceReport {
        if (!osVersion.isEmpty() && !osVersion.matches(VERSION)) {
            throw new IllegalArgumentException("the version of the operating system is numbers and dots, or empty");
        }
        if (!appVersion.matches(VERSION)) {
            throw new IllegalArgumentException("the version of the app is numbers and dots");
        }
        if (model.isBlank() || model.length() > LONGEST_MODEL) {
            throw new IllegalArgumentException("the model has 1 to " + LONGEST_MODEL + " characters");
        }
        if (statement.map(String::length).orElse(0) > LONGEST_STATEMENT) {
            throw new IllegalArgumentException("the statement has at most " + LONGEST_STATEMENT + " characters");
        }
    }

    /** Of a program without a sensor, whose keys a PIN protects. */
    public static DeviceReport ofProgram(String model, String appVersion) {
        return new DeviceReport(Platform.PROGRAM, "", appVersion, model, UnlockKind.PIN, false, Optional.empty());
    }
}
