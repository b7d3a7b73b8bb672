package dev.countersign.setting;

import dev.countersign.activation.StatementKeys;
import dev.countersign.mail.TrustedAuthorities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The files that the configuration names. One that is not there, or holds something else, would be missed by the first who needs it, days
 * after the start. Those of push services and gateways are read by them at the start.
 */
final class SettingFiles {

    private static final List<String> KEYS = List.of(
            "countersign.device.statement-keys",
            "countersign.mail.ca-file",
            "countersign.mail.password-file",
            "countersign.push.apns.key",
            "countersign.push.fcm.service-account",
            "countersign.smpp.carriers",
            "countersign.smpp.client-keys");

    /** What reads a file later, for those of which nothing else does at the start. */
    private static final Map<String, Consumer<Path>> READERS = Map.of(
            "countersign.device.statement-keys", StatementKeys::read,
            "countersign.mail.ca-file", TrustedAuthorities::sockets);

    private SettingFiles() {}

    /** Those that cannot be read, each in a sentence for the operator. */
    static List<String> faults(Function<String, Optional<String>> settings) {
        return KEYS.stream()
                .flatMap(key -> settings.apply(key).flatMap(file -> fault(key, file)).stream())
                .toList();
    }

    private static Optional<String> fault(String key, String file) {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            return Optional.of(key + " names " + file + ", which is no file that can be read");
        }
        try {
            READERS.getOrDefault(key, any -> {}).accept(path);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
