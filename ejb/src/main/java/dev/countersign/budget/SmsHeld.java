package dev.countersign.budget;

/** An SMS was kept back. */
public record SmsHeld(HeldBy by) {}
