package dev.countersign.crypto;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the keys come from. */
@ApplicationScoped
public class KeySettings {

    @Inject
    @ConfigProperty(name = "countersign.keys.directory", defaultValue = "/etc/countersign/keys")
    private String directory;

    @Inject
    @ConfigProperty(name = "countersign.keys.master")
    private Optional<String> master;

    /** Folder with {@code master.key} and {@code sms-gateway.jwks}. */
    public Path directory() {
        return Path.of(directory);
    }

    /** The setting with master keys where there is one, else the file. */
    MasterKeySource masterKeys() {
        return master.<MasterKeySource>map(MasterKeyValue::new).orElseGet(() -> MasterKeyFile.in(directory()));
    }
}
