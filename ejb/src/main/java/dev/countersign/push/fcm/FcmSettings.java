package dev.countersign.push.fcm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service account, and where its project is served. */
@ApplicationScoped
public class FcmSettings {

    @Inject
    @ConfigProperty(name = "countersign.push.fcm.service-account")
    private Optional<String> serviceAccount;

    @Inject
    @ConfigProperty(name = "countersign.push.fcm.address", defaultValue = "https://fcm.googleapis.com")
    private String address;

    /** Read from its file; empty if none is named. Throws for a file that is none, without quoting it. */
    Optional<ServiceAccount> serviceAccount() {
        return serviceAccount.map(FcmSettings::read);
    }

    String address() {
        return address;
    }

    private static ServiceAccount read(String file) {
        try {
            return ServiceAccount.parse(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("countersign.push.fcm.service-account cannot be read", e);
        }
    }
}
