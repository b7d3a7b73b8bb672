package dev.countersign.passkey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers and names of passkeys. */
@ApplicationScoped
class PasskeySettings {

    @Inject
    @ConfigProperty(name = "countersign.passkey.most", defaultValue = "10")
    private int most;

    @Inject
    @ConfigProperty(name = "countersign.passkey.registration-life", defaultValue = "PT10M")
    private Duration registrationLife;

    @Inject
    @ConfigProperty(name = "countersign.passkey.rp-id")
    private Optional<String> relyingPartyId;

    @Inject
    @ConfigProperty(name = "countersign.passkey.rp-name", defaultValue = "Countersign")
    private String relyingPartyName;

    /** Passkeys of one user. */
    int most() {
        return most;
    }

    /** How long a device may take to make a key. */
    Duration registrationLife() {
        return registrationLife;
    }

    /** The domain that keys are made for; empty where it is the host of the page that asks. */
    Optional<String> relyingPartyId() {
        return relyingPartyId;
    }

    /** Under what name devices show whom a key is for. */
    String relyingPartyName() {
        return relyingPartyName;
    }

    /** @param origins addresses of our pages */
    RelyingParty relyingParty(List<String> origins) {
        return new RelyingParty(relyingPartyId, origins);
    }
}
