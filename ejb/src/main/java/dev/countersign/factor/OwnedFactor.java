package dev.countersign.factor;

import java.time.Instant;
import java.util.Optional;

/**
 * A second factor that a user has.
 *
 * @param label how the user knows it, for a number its last four digits
 * @param since when the user proved to hold it for the first time; empty if he has not yet
 * @param weakUntil until when it counts as an SMS, because it came by one; empty for one that does not
 * @param until when what it opens now ends; empty for one that stays
 */
public record OwnedFactor(
        FactorRef ref, String label, Optional<Instant> since, Optional<Instant> weakUntil, Optional<Instant> until) {

    /** One that stays. */
    public OwnedFactor(FactorRef ref, String label, Optional<Instant> since, Optional<Instant> weakUntil) {
        this(ref, label, since, weakUntil, Optional.empty());
    }

    public FactorKind kind() {
        return ref.kind();
    }

    /** Whether it opens no login, because the user has the other one. */
    boolean yieldsTo(OwnedFactor other) {
        return kind().yieldsTo(other.kind()) || (kind().yieldsLaterTo(other.kind()) && other.isYoungerThan(this));
    }

    private boolean isYoungerThan(OwnedFactor other) {
        Instant latest = other.since.orElse(Instant.MAX);
        return since.filter(latest::isBefore).isPresent();
    }
}
