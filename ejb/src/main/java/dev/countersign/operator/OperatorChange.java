package dev.countersign.operator;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.Reference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a command did with an operator, until it stands in the audit. */
@Entity
@Table(name = "operator_change")
class OperatorChange {

    /** What was done. */
    enum Kind {
        CREATED,
        RENEWED,
        REMOVED
    }

    @Id
    private String id;

    private String name;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "operator_kind")
    private @Nullable OperatorKind operatorKind;

    @SuppressWarnings("NullAway.Init")
    protected OperatorChange() {}

    /**
     * The command does not know who typed it: whoever may read the database's password. The reason is the kind of an operator with
     * limits.
     */
    AuditFact fact() {
        String reason = operatorKind == null ? "OK" : operatorKind.name();
        return new AuditFact("command", "operator:" + name, "OPERATOR_" + kind, reason, Reference.next(), "");
    }
}
