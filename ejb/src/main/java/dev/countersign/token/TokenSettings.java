package dev.countersign.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Names and lives in tokens and sessions. */
@ApplicationScoped
public class TokenSettings {

    /** The name of a product on a developer's machine. */
    public static final String LOCAL_ISSUER = "http://localhost:8080";

    @Inject
    @ConfigProperty(name = "countersign.token.issuer", defaultValue = LOCAL_ISSUER)
    private String issuer;

    @Inject
    @ConfigProperty(name = "countersign.token.audience", defaultValue = "countersign")
    private String audience;

    @Inject
    @ConfigProperty(name = "countersign.token.life", defaultValue = "PT15M")
    private Duration tokenLife;

    @Inject
    @ConfigProperty(name = "countersign.session.absolute-life", defaultValue = "PT12H")
    private Duration sessionLife;

    @Inject
    @ConfigProperty(name = "countersign.token.leeway", defaultValue = "PT5S")
    private Duration leeway;

    @Inject
    @ConfigProperty(name = "countersign.token.key-lead", defaultValue = "PT5M")
    private Duration keyLead;

    String issuer() {
        return issuer;
    }

    String audience() {
        return audience;
    }

    Duration tokenLife() {
        return tokenLife;
    }

    /** By how much the clocks of two nodes may differ. */
    Duration leeway() {
        return leeway;
    }

    /** How long a new signing key is published before it signs, so that verifiers have it. */
    Duration keyLead() {
        return keyLead;
    }

    /** From the login to the end of a session, whatever happens in it. */
    public Duration sessionLife() {
        return sessionLife;
    }
}
