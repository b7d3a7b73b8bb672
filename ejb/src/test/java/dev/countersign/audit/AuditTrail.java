package dev.countersign.audit;

import dev.countersign.Beans;
import java.util.List;

/** Reads what was recorded. */
public final class AuditTrail {

    private AuditTrail() {}

    /** {@code TYPE REASON} of each fact about the user, the oldest first. */
    public static List<String> of(Beans beans, long userId) {
        return about(beans, "user:" + userId);
    }

    /** {@code TYPE REASON} of each fact that a reference finds. */
    public static List<String> at(Beans beans, Reference reference) {
        return beans.query(entities -> entities.createQuery(
                        "select e from AuditEntry e where e.reference = :reference", AuditEntry.class)
                .setParameter("reference", reference.value())
                .getResultStream()
                .map(AuditEntry::content)
                .map(content -> content.type() + " " + content.reason())
                .toList());
    }

    /** {@code TYPE ID} of each fact about the user, the oldest first: what it belongs to. */
    public static List<String> things(Beans beans, long userId) {
        return beans.query(entities -> entities.createQuery(
                        "select e from AuditEntry e where e.subject = :subject order by e.id", AuditEntry.class)
                .setParameter("subject", "user:" + userId)
                .getResultStream()
                .map(AuditEntry::content)
                .map(content -> content.type() + " " + content.correlationId())
                .toList());
    }

    /** Has the timer record what the hours that are over left out. */
    public static void sumUp(Beans beans) {
        beans.run(RepeatedFactSweep.class, RepeatedFactSweep::sweep);
    }

    /** {@code TYPE REASON} of each fact about the subject, the oldest first. */
    public static List<String> about(Beans beans, String subject) {
        return beans.query(entities -> entities.createQuery(
                        "select e from AuditEntry e where e.subject = :subject order by e.id", AuditEntry.class)
                .setParameter("subject", subject)
                .getResultStream()
                .map(AuditEntry::content)
                .map(content -> content.type() + " " + content.reason())
                .toList());
    }
}
