package dev.countersign.grid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers of grid cards. */
@ApplicationScoped
class GridSettings {

    @Inject
    @ConfigProperty(name = "countersign.grid.life", defaultValue = "P21D")
    private Duration life;

    @Inject
    @ConfigProperty(name = "countersign.grid.wrong-pairs", defaultValue = "3")
    private int wrongPairs;

    /** How long an online grid card opens logins. */
    Duration life() {
        return life;
    }

    /** Pairs of cells that may be wrong before a login ends. */
    int wrongPairs() {
        return wrongPairs;
    }
}
