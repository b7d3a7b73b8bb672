package dev.countersign.push.apns;

import dev.countersign.push.Pem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The key of the developer account, and the app. */
@ApplicationScoped
public class ApnsSettings {

    @Inject
    @ConfigProperty(name = "countersign.push.apns.key")
    private Optional<String> key;

    @Inject
    @ConfigProperty(name = "countersign.push.apns.key-id")
    private Optional<String> keyId;

    @Inject
    @ConfigProperty(name = "countersign.push.apns.team-id")
    private Optional<String> teamId;

    @Inject
    @ConfigProperty(name = "countersign.push.apns.topic")
    private Optional<String> topic;

    @Inject
    @ConfigProperty(name = "countersign.push.apns.address", defaultValue = "https://api.push.apple.com")
    private String address;

    /** Where the app is reached; empty if no key is named. Throws where the rest is missing or the file holds no key. */
    Optional<ApnsAccount> account() {
        return key.map(file -> new ApnsAccount(
                address,
                privateKey(file),
                required(keyId, "key-id"),
                required(teamId, "team-id"),
                required(topic, "topic")));
    }

    private static PrivateKey privateKey(String file) {
        try {
            return Pem.privateKey(Files.readString(Path.of(file)), "EC");
        } catch (IOException e) {
            throw new UncheckedIOException("countersign.push.apns.key cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("countersign.push.apns.key: " + e.getMessage(), e);
        }
    }

    private static String required(Optional<String> setting, String name) {
        return setting.orElseThrow(
                () -> new IllegalStateException("countersign.push.apns.key needs countersign.push.apns." + name));
    }
}
