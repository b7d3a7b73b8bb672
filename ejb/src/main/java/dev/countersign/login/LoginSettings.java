package dev.countersign.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the numbers of the login come from. */
@ApplicationScoped
public class LoginSettings {

    @Inject
    @ConfigProperty(name = "countersign.login.attempt-life", defaultValue = "PT10M")
    private Duration attemptLife;

    @Inject
    @ConfigProperty(name = "countersign.login.tries", defaultValue = "5")
    private int tries;

    LoginRules rules() {
        return new LoginRules(attemptLife, tries);
    }
}
