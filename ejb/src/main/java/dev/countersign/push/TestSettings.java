package dev.countersign.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers of test notifications. */
@ApplicationScoped
public class TestSettings {

    @Inject
    @ConfigProperty(name = "countersign.push.test.life", defaultValue = "PT30S")
    private Duration life;

    @Inject
    @ConfigProperty(name = "countersign.push.test.most", defaultValue = "3")
    private int most;

    /** How long a test may take to come. */
    public Duration life() {
        return life;
    }

    /** Tests within an hour that one installation gets; at least one. */
    int most() {
        return most;
    }
}
