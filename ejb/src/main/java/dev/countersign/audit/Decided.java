package dev.countersign.audit;

/**
 * Something was decided, whether it stands in the audit or not; observe it after the transaction's success, before that it may still be
 * undone.
 */
public record Decided(AuditFact fact) {

    /** One line for the log; every part is a code, an id or a hash. */
    String line() {
        return "decision type=" + fact.type() + " reason=" + fact.reason() + " subject=" + fact.subject() + " actor="
                + fact.actor() + " attempt=" + fact.correlationId() + " ref=" + fact.reference();
    }
}
