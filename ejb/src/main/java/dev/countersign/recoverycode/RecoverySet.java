package dev.countersign.recoverycode;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.OwnedFactor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The codes of a user, of which the hashes of those that are left are here, as ciphertext: whoever has the database alone has nothing
 * to try codes on. Callers hold the lock of the user while they change it.
 */
@Entity
@Table(name = "recovery_set")
class RecoverySet {

    private static final String BLANK = " ";

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "hashes_sealed")
    private @Nullable String hashesSealed;

    @Column(name = "codes_left")
    private int codesLeft;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected RecoverySet() {}

    RecoverySet(long userId, List<RecoveryCode> codes, Secrets secrets, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.createdAt = now;
        keep(codes.stream().map(code -> code.hash(id)).toList(), secrets);
    }

    /** Takes a code, once; false for one that is none of those left. */
    boolean take(RecoveryCode code, Secrets secrets) {
        if (hashesSealed == null) {
            return false;
        }
        List<String> left = new ArrayList<>(
                List.of(secrets.open(Purpose.RECOVERY_CODE, id, hashesSealed).split(BLANK, -1)));
        boolean taken = left.remove(code.hash(id));
        if (taken) {
            keep(left, secrets);
        }
        return taken;
    }

    /** None of its codes opens anything any more. */
    void end(Instant now) {
        if (endedAt == null) {
            endedAt = now;
            hashesSealed = null;
            codesLeft = 0;
        }
    }

    String id() {
        return id;
    }

    long userId() {
        return userId;
    }

    int codesLeft() {
        return codesLeft;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** The label is how many codes are left. */
    OwnedFactor owned() {
        return new OwnedFactor(
                new FactorRef(FactorKind.RECOVERY_CODE, id),
                Integer.toString(codesLeft),
                Optional.of(createdAt),
                Optional.empty());
    }

    private void keep(List<String> hashes, Secrets secrets) {
        codesLeft = hashes.size();
        hashesSealed = hashes.isEmpty() ? null : secrets.seal(Purpose.RECOVERY_CODE, id, String.join(BLANK, hashes));
    }
}
