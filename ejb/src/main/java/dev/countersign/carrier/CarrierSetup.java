package dev.countersign.carrier;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one row of what operators have set. */
@Entity
@Table(name = "carrier_setup")
class CarrierSetup {

    static final int ID = 1;

    @Id
    private int id;

    private long version;

    private @Nullable String book;

    @Column(name = "secrets_sealed")
    private @Nullable String secretsSealed;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "changed_by")
    private String changedBy;

    @SuppressWarnings("NullAway.Init")
    protected CarrierSetup() {}

    long version() {
        return version;
    }

    /** As it was written; empty where gateways work by their own settings. */
    Optional<String> book() {
        return Optional.ofNullable(book);
    }

    Optional<String> secretsSealed() {
        return Optional.ofNullable(secretsSealed);
    }

    Instant changedAt() {
        return changedAt;
    }

    /** Name of the operator; empty as long as nobody has set anything. */
    String changedBy() {
        return changedBy;
    }

    void set(String newBook, String newSecretsSealed, String operator, Instant now) {
        book = newBook;
        secretsSealed = newSecretsSealed;
        changed(operator, now);
    }

    void withdraw(String operator, Instant now) {
        book = null;
        secretsSealed = null;
        changed(operator, now);
    }

    private void changed(String operator, Instant now) {
        version++;
        changedBy = operator;
        changedAt = now;
    }
}
