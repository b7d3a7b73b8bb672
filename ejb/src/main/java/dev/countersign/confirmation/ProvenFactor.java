package dev.countersign.confirmation;

import dev.countersign.factor.FactorRef;
import java.time.Instant;
import java.util.Optional;

/**
 * The factor that was proven.
 *
 * @param weakUntil until when what is added on this proof counts as an SMS; empty where it never does
 */
public record ProvenFactor(FactorRef factor, Optional<Instant> weakUntil) {}
