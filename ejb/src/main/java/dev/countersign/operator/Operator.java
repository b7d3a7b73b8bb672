package dev.countersign.operator;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody, or some program, who may administer users, or do the one thing that his kind names. */
@Entity
@Table(name = "operator")
class Operator {

    @Id
    private String name;

    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "token_ends_at")
    private @Nullable Instant tokenEndsAt;

    @Enumerated(EnumType.STRING)
    private OperatorKind kind;

    @SuppressWarnings("NullAway.Init")
    protected Operator() {}

    KnownOperator known() {
        return new KnownOperator(name, kind);
    }

    /** Whether the token still opens anything; at its end it does not. */
    boolean isValidAt(Instant now) {
        return tokenEndsAt == null || now.isBefore(tokenEndsAt);
    }
}
