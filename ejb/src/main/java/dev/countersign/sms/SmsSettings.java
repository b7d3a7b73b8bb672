package dev.countersign.sms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lives and pauses of SMS codes. */
@ApplicationScoped
public class SmsSettings {

    @Inject
    @ConfigProperty(name = "countersign.sms.code-life", defaultValue = "PT10M")
    private Duration codeLife;

    @Inject
    @ConfigProperty(name = "countersign.sms.relay-lease", defaultValue = "PT30S")
    private Duration relayLease;

    @Inject
    @ConfigProperty(name = "countersign.sms.relay-batch", defaultValue = "50")
    private int relayBatch;

    /** Longest life of a code; it never outlives what it is for. */
    public Duration codeLife() {
        return codeLife;
    }

    /** How long a relay may take to put a claimed order on the queue before another one tries. */
    Duration relayLease() {
        return relayLease;
    }

    /** Orders that a relay takes at once. */
    int relayBatch() {
        return relayBatch;
    }
}
