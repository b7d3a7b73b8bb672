package dev.countersign.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers of notices. */
@ApplicationScoped
public class AlertSettings {

    @Inject
    @ConfigProperty(name = "countersign.notice.per-day", defaultValue = "5")
    private int perDay;

    /** Events of one kind that a user is told of within 24 hours, but for logins. */
    int perDay() {
        return perDay;
    }
}
