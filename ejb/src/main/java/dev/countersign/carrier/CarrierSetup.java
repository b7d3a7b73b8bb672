package dev.countersign.carrier;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What operators have set: one row. A second has what a gateway has read last of it without a fault. */
@Entity
@Table(name = "carrier_setup")
class CarrierSetup {

    static final int ID = 1;
    static final int LAST_READ = 2;

    private static final String SEPARATOR = ",";

    @Id
    private int id;

    private long version;

    private @Nullable String book;

    @Column(name = "secrets_sealed")
    private @Nullable String secretsSealed;

    /** Names, separated by commas. */
    private String paused;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "changed_by")
    private String changedBy;

    @SuppressWarnings("NullAway.Init")
    protected CarrierSetup() {}

    /** To which its secrets are sealed. */
    String record() {
        return Integer.toString(id);
    }

    /** The id of the other row. */
    int twin() {
        return id == ID ? LAST_READ : ID;
    }

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

    /** Names of carriers that nothing goes to. */
    Set<String> paused() {
        return paused.isEmpty() ? Set.of() : Set.of(paused.split(SEPARATOR, -1));
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

    /**
     * Becomes what another row is now; which carriers pause is no part of a book.
     *
     * @param sealedAnew its secrets for this row
     */
    void keep(CarrierSetup read, @Nullable String sealedAnew) {
        version = read.version;
        book = read.book;
        secretsSealed = sealedAnew;
        changedBy = read.changedBy;
        changedAt = read.changedAt;
    }

    void withdraw(String operator, Instant now) {
        book = null;
        secretsSealed = null;
        changed(operator, now);
    }

    void pause(String carrier, String operator, Instant now) {
        paused = Stream.concat(paused().stream(), Stream.of(carrier))
                .distinct()
                .sorted()
                .collect(Collectors.joining(SEPARATOR));
        changed(operator, now);
    }

    void resume(String carrier, String operator, Instant now) {
        paused =
                paused().stream().filter(name -> !name.equals(carrier)).sorted().collect(Collectors.joining(SEPARATOR));
        changed(operator, now);
    }

    private void changed(String operator, Instant now) {
        version++;
        changedBy = operator;
        changedAt = now;
    }
}
