package dev.countersign.carrier;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What operators have set.
 *
 * @param version rises with each change; 0 as long as there was none
 * @param book JSON; empty where gateways work by their own settings
 * @param secrets names of those that are kept, never their texts
 * @param paused names of carriers that nothing goes to
 * @param changedBy name of an operator; empty as long as there was no change
 */
public record CarrierView(
        long version,
        Optional<String> book,
        Set<String> secrets,
        Set<String> paused,
        Instant changedAt,
        String changedBy) {

    public CarrierView {
        secrets = Set.copyOf(secrets);
        paused = Set.copyOf(paused);
    }
}
