package dev.countersign.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the key files lie. */
@ApplicationScoped
public class KeySettings {

    @Inject
    @ConfigProperty(name = "countersign.keys.directory", defaultValue = "/etc/countersign/keys")
    private String directory;

    /** Folder with {@code master.key} and {@code sms-gateway.jwks}. */
    public Path directory() {
        return Path.of(directory);
    }
}
