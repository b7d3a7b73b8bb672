package dev.countersign.smpp;

import java.time.Duration;
import java.time.Instant;

/**
 * Faults of a carrier in a row: no answer, a refusal for now or of our account, and a refusal of what all messages have alike.
 * Three make it doubtful; one good answer clears it, and so does half a minute without a
 * fault, for else a carrier that is sent nothing could never show that it is well. What lies further ahead than that was noted before the
 * clock was set back.
 */
final class Strikes {

    private static final int DOUBTFUL = 3;
    private static final Duration MEMORY = Duration.ofSeconds(30);

    private int count;
    private Instant last = Instant.EPOCH;
    private String lastFault = "";

    synchronized void clear() {
        count = 0;
    }

    synchronized void add(String fault, Instant now) {
        count++;
        last = now;
        lastFault = fault;
    }

    /** A refusal that may be about one message alone: it is shown, and neither adds to the row nor ends it. */
    synchronized void note(String fault) {
        lastFault = fault;
    }

    synchronized boolean isDoubtful(Instant now) {
        return count >= DOUBTFUL && Duration.between(last, now).abs().compareTo(MEMORY) < 0;
    }

    /** What went wrong last, for people; empty when nothing did. */
    synchronized String lastFault() {
        return lastFault;
    }
}
