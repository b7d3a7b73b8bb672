package dev.countersign.confirmation;

import dev.countersign.factor.FactorRef;

/** The factor that was proven. */
public record ProvenFactor(FactorRef factor) {}
