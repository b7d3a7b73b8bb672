package dev.countersign.diagnosis;

import dev.countersign.diagnosis.NotificationSignals.Terms;
import dev.countersign.push.TestSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers of diagnoses. */
@ApplicationScoped
class DiagnosisSettings {

    @Inject
    @ConfigProperty(name = "countersign.diagnosis.recent", defaultValue = "PT15M")
    private Duration recent;

    @Inject
    @ConfigProperty(name = "countersign.diagnosis.silence", defaultValue = "PT24H")
    private Duration silence;

    @Inject
    private TestSettings tests;

    /** How long a login is one of late. */
    Duration recent() {
        return recent;
    }

    /** For how long an app may not be heard of before its phone is taken for offline. */
    Duration silence() {
        return silence;
    }

    Terms terms() {
        return new Terms(tests.life(), recent, silence);
    }
}
