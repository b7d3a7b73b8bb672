package dev.countersign.card;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
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

    @Inject
    @ConfigProperty(name = "countersign.card.challenge-life", defaultValue = "PT5M")
    private Duration challengeLife;

    @Inject
    @ConfigProperty(name = "countersign.card.challenges-per-hour", defaultValue = "100")
    private int challengesPerHour;

    @Inject
    @ConfigProperty(name = "countersign.card.wrong-answers", defaultValue = "5")
    private int wrongAnswers;

    @Inject
    @ConfigProperty(name = "countersign.card.block-time", defaultValue = "PT15M")
    private Duration blockTime;

    @Inject
    @ConfigProperty(name = "countersign.card.enforced-after", defaultValue = "P14D")
    private Duration enforcedAfter;

    /** Life of a challenge. */
    Duration challengeLife() {
        return challengeLife;
    }

    /** Challenges that one card may be asked within an hour, whoever shares it. */
    int challengesPerHour() {
        return challengesPerHour;
    }

    /** Wrong answers in a row that block a card. */
    int wrongAnswers() {
        return wrongAnswers;
    }

    Duration blockTime() {
        return blockTime;
    }

    /** From the shipment to the day from which the card is asked for. */
    Duration enforcedAfter() {
        return enforcedAfter;
    }

    /** For one response. */
    Tolerance forResponse() {
        return new Tolerance(lookAhead, driftSteps);
    }

    /** For two responses in a row. */
    Tolerance forResynchronisation() {
        return new Tolerance(resyncLookAhead, resyncDriftSteps);
    }
}
