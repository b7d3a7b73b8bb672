package dev.countersign.history;

import java.time.Instant;
import java.util.Optional;

/**
 * A past login as its user sees it.
 *
 * @param at when it ended, the last of them if there are several
 * @param count how many refusals in a row were alike
 * @param factor kind of the second factor; empty where none was reached
 * @param thisSession whether it opened the session that asks
 * @param sessionOpen whether the session that it opened is still open
 * @param disowned whether the user has said that it was somebody else
 */
public record PastLogin(
        String id,
        Instant at,
        EventOutcome outcome,
        int count,
        String clientKind,
        Optional<String> factor,
        String address,
        boolean thisSession,
        boolean sessionOpen,
        boolean disowned) {}
