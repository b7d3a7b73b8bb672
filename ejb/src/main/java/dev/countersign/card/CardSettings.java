package dev.countersign.card;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How far cards may be from where the server believes them to be. */
@ApplicationScoped
class CardSettings {

    @Inject
    @ConfigProperty(name = "countersign.card.look-ahead", defaultValue = "10")
    private int lookAhead;

    @Inject
    @ConfigProperty(name = "countersign.card.drift-steps", defaultValue = "2")
    private int driftSteps;

    @Inject
    @ConfigProperty(name = "countersign.card.resync-look-ahead", defaultValue = "1000")
    private int resyncLookAhead;

    @Inject
    @ConfigProperty(name = "countersign.card.resync-drift-steps", defaultValue = "120")
    private int resyncDriftSteps;

    /** For one response. */
    Tolerance forResponse() {
        return new Tolerance(lookAhead, driftSteps);
    }

    /** For two responses in a row. */
    Tolerance forResynchronisation() {
        return new Tolerance(resyncLookAhead, resyncDriftSteps);
    }
}
