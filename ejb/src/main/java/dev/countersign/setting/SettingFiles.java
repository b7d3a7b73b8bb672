package dev.countersign.setting;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The files that the configuration names. One that is not there would be missed by the first who needs it, days after the start. */
final class SettingFiles {

    private static final List<String> KEYS = List.of(
            "countersign.device.statement-keys",
            "countersign.mail.ca-file",
            "countersign.mail.password-file",
            "countersign.push.apns.key",
            "countersign.push.fcm.service-account",
            "countersign.smpp.carriers",
            "countersign.smpp.client-keys");

    private SettingFiles() {}

    /** Those that cannot be read, each in a sentence for the operator. */
    static List<String> faults(Function<String, Optional<String>> settings) {
        return KEYS.stream()
                .flatMap(key -> settings
                        .apply(key)
                        .filter(file -> !Files.isRegularFile(Path.of(file)) || !Files.isReadable(Path.of(file)))
                        .map(file -> key + " names " + file + ", which is no file that can be read")
                        .stream())
                .toList();
    }
}
