package dev.countersign.audit;

import java.time.Instant;

/**
 * A fact was recorded; observe it after the transaction's success, before that it may still be undone.
 *
 * @param id of the entry
 * @param at when it was decided
 */
public record AuditRecorded(long id, Instant at, AuditFact fact) {

    /** One line for the log; every part is a code, an id or a hash. */
    String line() {
        return "decision type=" + fact.type() + " reason=" + fact.reason() + " subject=" + fact.subject() + " actor="
                + fact.actor() + " attempt=" + fact.correlationId() + " ref=" + fact.reference();
    }
}
