package dev.countersign.passcode;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Opening;
import dev.countersign.factor.OwnedFactor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passcode that was dictated to a user: everything for its first days, then the portal alone, then nothing. Callers hold the lock
 * of the user while they change it.
 */
@Entity
@Table(name = "temporary_passcode")
class TemporaryPasscode {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "check_id")
    private String checkId;

    @Column(name = "value_hash")
    private String valueHash;

    @Column(name = "issued_at")
    private Instant issuedAt;

    @Column(name = "full_until")
    private Instant fullUntil;

    @Column(name = "limited_until")
    private Instant limitedUntil;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected TemporaryPasscode() {}

    TemporaryPasscode(
            long userId, String checkId, PasscodeValue value, Secrets secrets, PasscodeTerms terms, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.checkId = checkId;
        this.valueHash = secrets.hash(Purpose.PASSCODE_HASH, id, value.value());
        this.issuedAt = now;
        this.fullUntil = now.plus(terms.full());
        this.limitedUntil = fullUntil.plus(terms.limited());
    }

    Opening opensAt(Instant now) {
        if (endedAt != null || !now.isBefore(limitedUntil)) {
            return Opening.NOTHING;
        }
        return now.isBefore(fullUntil) ? Opening.EVERYTHING : Opening.GRID_CARD;
    }

    /** Whether nothing better took its place: its time ended it, or somebody who did not want it. */
    boolean hasLapsed(Instant now) {
        return revokedAt != null || (endedAt == null && !now.isBefore(limitedUntil));
    }

    /** Compares in constant time; nothing is forgiven but blanks and hyphens. */
    boolean isRight(String canonical, Secrets secrets) {
        return secrets.matches(Purpose.PASSCODE_HASH, id, canonical, valueHash);
    }

    /** It opens nothing any more, whatever time it had. */
    void end(Instant now) {
        if (endedAt == null) {
            endedAt = now;
        }
    }

    /** It opens nothing any more, and its user had what is better: from then on it does not matter what became of it. */
    void replace(Instant now) {
        end(now);
        revokedAt = null;
    }

    /** It opens nothing any more, and leaves its user with what else he has: a password alone is not enough again. */
    void revoke(Instant now) {
        end(now);
        revokedAt = now;
    }

    long userId() {
        return userId;
    }

    FactorRef ref() {
        return new FactorRef(FactorKind.TEMPORARY_PASSCODE, id);
    }

    /** Has no name but its kind. */
    OwnedFactor owned(Instant now) {
        Instant until = now.isBefore(fullUntil) ? fullUntil : limitedUntil;
        return new OwnedFactor(ref(), "", Optional.of(issuedAt), Optional.empty(), Optional.of(until));
    }

    Instant fullUntil() {
        return fullUntil;
    }

    Instant limitedUntil() {
        return limitedUntil;
    }
}
