package dev.countersign.sdk;

import java.util.Optional;

/**
 * What an installation says of itself with each call.
 *
 * @param osVersion numbers with dots between them; empty if unknown
 * @param appVersion numbers with dots between them
 * @param model as the user knows the device, 1 to 60 characters
 * @param sensor whether a sensor for face or finger can be used
 * @param statement of the platform about phone and app, signed (JWS compact serialization, RFC 7515)
 */
public record DeviceReport(
        Platform platform,
        String osVersion,
        String appVersion,
        String model,
        UnlockKind unlock,
        boolean sensor,
        Optional<String> statement) {

    private static final String VERSION = "[0-9]+(\\.[0-9]+)*";
    private static final int LONGEST_MODEL = 60;

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
    }

    /** Of a program without a sensor, whose keys a PIN protects. */
    public static DeviceReport ofProgram(String model, String appVersion) {
        return new DeviceReport(Platform.PROGRAM, "", appVersion, model, UnlockKind.PIN, false, Optional.empty());
    }
}
