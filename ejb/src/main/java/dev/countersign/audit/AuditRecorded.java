package dev.countersign.audit;

/** A fact was recorded; observe it after the transaction's success, before that it may still be undone. */
public record AuditRecorded(AuditFact fact, String line) {}
