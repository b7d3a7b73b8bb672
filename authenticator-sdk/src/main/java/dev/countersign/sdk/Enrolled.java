package dev.countersign.sdk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A user who is enrolled on this installation, without his keys.
 *
 * @param weakUntil until then what it proves counts as an SMS does; told by the redemption
 * @param others users of the earlier installation who can follow; told by the redemption of a move
 */
public record Enrolled(UUID enrolment, String userName, Optional<Instant> weakUntil, List<String> others) {

    public Enrolled {
        others = List.copyOf(others);
    }

    /** As the device keeps him. */
    public Enrolled(UUID enrolment, String userName) {
        this(enrolment, userName, Optional.empty(), List.of());
    }
}
