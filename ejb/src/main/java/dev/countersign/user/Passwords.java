package dev.countersign.user;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hashes and checks passwords behind the bulkhead. Takes tens of milliseconds by design: never call it inside a
 * database transaction.
 */
@ApplicationScoped
public class Passwords {

    @Inject
    @ConfigProperty(name = "countersign.password.argon2-memory-kib", defaultValue = "19456")
    private int memoryKib;

    @Inject
    @ConfigProperty(name = "countersign.password.argon2-iterations", defaultValue = "2")
    private int iterations;

    @Inject
    @ConfigProperty(name = "countersign.password.argon2-lanes", defaultValue = "1")
    private int lanes;

    @Inject
    @ConfigProperty(name = "countersign.password.hashing-heap-share", defaultValue = "0.25")
    private double heapShare;

    @Inject
    @ConfigProperty(name = "countersign.password.hashing-patience", defaultValue = "PT5S")
    private Duration patience;

    private final Argon2 argon2;
    private Argon2Parameters cost;
    private HashingBulkhead bulkhead;
    private PasswordHash decoy;

    /** What a check found. */
    public enum Verdict {
        /** The password is right. */
        RIGHT,
        /** The password is right and its hash has another cost than configured: hash it again. */
        RIGHT_OUTDATED,
        /** Wrong, or nobody there to compare with. */
        WRONG,
        /** No turn at the bulkhead in time: nothing was checked. */
        BUSY
    }

    @SuppressWarnings("NullAway.Init")
    protected Passwords() {
        argon2 = new Argon2(new SecureRandom());
    }

    /** For use outside a container. */
    @SuppressWarnings("NullAway.Init")
    Passwords(Argon2Parameters cost, HashingBulkhead bulkhead, Argon2 argon2) {
        this.argon2 = argon2;
        this.cost = cost;
        this.bulkhead = bulkhead;
        this.decoy = argon2.hash("decoy", cost);
    }

    @PostConstruct
    void prepare() {
        cost = new Argon2Parameters(memoryKib, iterations, lanes);
        Runtime machine = Runtime.getRuntime();
        int permits = HashingBulkhead.permitsFor(
                machine.maxMemory(), heapShare, cost.memoryKib(), machine.availableProcessors());
        bulkhead = new HashingBulkhead(permits, patience);
        decoy = argon2.hash("decoy", cost);
    }

    /** The verifier to store; empty when the bulkhead was full for too long. */
    public Optional<String> hash(Password password) {
        return bulkhead.run(() -> argon2.hash(password.value(), cost).phc());
    }

    /** The verifier of a password that was right at this login, whatever rules hold for new ones today. */
    public Optional<String> hashAgain(String rightPassword) {
        return bulkhead.run(() -> argon2.hash(rightPassword, cost).phc());
    }

    /**
     * Checks a typed password. Without a stored verifier a decoy of the present cost is computed, so that an unknown
     * user takes the time of a known one; and one of an earlier, lower cost takes as long as them, if the password is wrong.
     */
    public Verdict check(String typed, Optional<String> storedPhc) {
        Optional<PasswordHash> stored = storedPhc.flatMap(PasswordHash::parse);
        PasswordHash compared = stored.orElse(decoy);
        return bulkhead.run(() -> matches(typed, compared))
                .map(same -> verdict(same && stored.isPresent(), compared))
                .orElse(Verdict.BUSY);
    }

    private boolean matches(String typed, PasswordHash compared) {
        boolean same = argon2.matches(typed, compared);
        if (!same) {
            compared.parameters().missingTo(cost).ifPresent(missing -> argon2.hash(typed, missing));
        }
        return same;
    }

    /** How busy the bulkhead is now. */
    public HashingLoad load() {
        return bulkhead.load();
    }

    private Verdict verdict(boolean right, PasswordHash compared) {
        if (!right) {
            return Verdict.WRONG;
        }
        return compared.parameters().equals(cost) ? Verdict.RIGHT : Verdict.RIGHT_OUTDATED;
    }
}
