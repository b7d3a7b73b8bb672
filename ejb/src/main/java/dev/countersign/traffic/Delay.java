package dev.countersign.traffic;

import java.time.Duration;

/** How long an SMS took from its order to its receipt: the least of these that it did not exceed. */
enum Delay {
    S5(5),
    S10(10),
    S20(20),
    S30(30),
    S60(60),
    S120(120),
    S300(300),
    /** More than that. */
    MORE(3_600);

    private final Duration most;

    Delay(int seconds) {
        this.most = Duration.ofSeconds(seconds);
    }

    static Delay of(Duration took) {
        for (Delay delay : values()) {
            if (took.compareTo(delay.most) <= 0) {
                return delay;
            }
        }
        return MORE;
    }

    /** Its upper end. */
    long seconds() {
        return most.toSeconds();
    }

    String column() {
        return this == MORE ? "within_more" : "within_" + seconds();
    }
}
