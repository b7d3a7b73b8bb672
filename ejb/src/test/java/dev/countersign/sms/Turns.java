package dev.countersign.sms;

import java.time.Instant;

/** Makes turns for tests. */
public final class Turns {

    private Turns() {}

    /** Of a number that may get none until a time. */
    public static Turn held(Turn.Kind kind, Instant until) {
        return new Turn(kind, until);
    }
}
