package dev.countersign.confirmation;

/** The factor that was proven: the mobile number of that id. */
public record ProvenFactor(String numberId) {}
