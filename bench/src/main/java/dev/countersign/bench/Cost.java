package dev.countersign.bench;

import java.util.Map;

/** Cost of one password hash (Argon2id). */
record Cost(int memoryKib, int iterations, int lanes) {

    /** For runs that measure what stands around the hash. */
    static final Cost LEAST = new Cost(128, 1, 1);

    static Cost of(Options options) {
        return new Cost(options.number("m", 7_168), options.number("t", 5), options.number("p", 1));
    }

    Map<String, String> settings() {
        return Map.of(
                "countersign.password.argon2-memory-kib", Integer.toString(memoryKib),
                "countersign.password.argon2-iterations", Integer.toString(iterations),
                "countersign.password.argon2-lanes", Integer.toString(lanes));
    }

    @Override
    public String toString() {
        return "m=" + memoryKib + ", t=" + iterations + ", p=" + lanes;
    }
}
