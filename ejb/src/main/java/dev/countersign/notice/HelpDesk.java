package dev.countersign.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where users call. */
@ApplicationScoped
public class HelpDesk {

    @Inject
    @ConfigProperty(name = "countersign.help-desk.phone")
    private Optional<String> phone;

    /** The telephone number as users read it; empty if none was given. */
    public Optional<String> phone() {
        return phone;
    }
}
