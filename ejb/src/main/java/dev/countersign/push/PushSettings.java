package dev.countersign.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a push service is waited for. */
@ApplicationScoped
public class PushSettings {

    @Inject
    @ConfigProperty(name = "countersign.push.connect-timeout", defaultValue = "PT3S")
    private Duration connectTimeout;

    @Inject
    @ConfigProperty(name = "countersign.push.answer-timeout", defaultValue = "PT5S")
    private Duration answerTimeout;

    /** How long a name may take to be looked up, and after that its host to be connected to. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** A client with these limits. */
    public BoundedHttp newClient() {
        return new BoundedHttp(connectTimeout, answerTimeout);
    }
}
