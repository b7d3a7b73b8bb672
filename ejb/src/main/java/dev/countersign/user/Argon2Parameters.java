package dev.countersign.user;

import java.util.Optional;

/**
 * Cost of one Argon2id hash (RFC 9106 section 4).
 *
 * @param memoryKib memory in KiB, 8 per lane or more
 * @param iterations passes over the memory, 1 or more
 * @param lanes degree of parallelism, 1 to 16; the hash is computed by one thread whatever it is
 */
public record Argon2Parameters(int memoryKib, int iterations, int lanes) {

    private static final int MAX_MEMORY_KIB = 1 << 21;
    private static final int MAX_ITERATIONS = 100;
    private static final int MAX_LANES = 16;
    private static final int KIB_PER_LANE = 8;

    /** What a hash of this cost takes less than one of another, as a cost of its own; empty where it takes about as much, or more. */
    Optional<Argon2Parameters> missingTo(Argon2Parameters other) {
        long missing = other.work() - work();
        if (missing < KIB_PER_LANE) {
            return Optional.empty();
        }
        long passes = (missing + other.memoryKib - 1) / other.memoryKib;
        return Optional.of(new Argon2Parameters((int) (missing / passes), (int) passes, 1));
    }

    /** KiB that are filled, in all passes: what the time of a hash goes by. */
    private long work() {
        return (long) memoryKib * iterations;
    }

    public Argon2Parameters {
        if (lanes < 1 || lanes > MAX_LANES) {
            throw new IllegalArgumentException("Argon2 lanes: 1 to 16");
        }
        if (memoryKib < KIB_PER_LANE * lanes || memoryKib > MAX_MEMORY_KIB) {
            throw new IllegalArgumentException("Argon2 memory: 8 KiB a lane to 2 GiB");
        }
        if (iterations < 1 || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException("Argon2 iterations: 1 to 100");
        }
    }
}
