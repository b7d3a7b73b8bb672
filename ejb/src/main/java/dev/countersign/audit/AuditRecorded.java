package dev.countersign.audit;

import java.time.Instant;

/**
 * A fact was recorded; observe it after the transaction's success, before that it may still be undone.
 *
 * @param id of the entry
 * @param at when it was decided
 */
public record AuditRecorded(long id, Instant at, AuditFact fact) {}
