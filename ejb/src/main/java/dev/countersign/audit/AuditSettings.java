package dev.countersign.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Period;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Times of the audit chain. */
@ApplicationScoped
public class AuditSettings {

    /** An entry without a place for longer than this is reported, here and by whoever verifies an export. */
    public static final Duration SEALING_LIMIT = Duration.ofSeconds(5);

    @Inject
    @ConfigProperty(name = "countersign.audit.head-interval", defaultValue = "PT1M")
    private Duration headInterval;

    @Inject
    @ConfigProperty(name = "countersign.audit.retention", defaultValue = "P7Y")
    private Period retention;

    Duration headInterval() {
        return headInterval;
    }

    /** How long entries must be kept; nothing deletes them by itself. */
    Period retention() {
        return retention;
    }
}
