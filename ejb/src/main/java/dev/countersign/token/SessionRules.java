package dev.countersign.token;

import java.time.Duration;

/**
 * Numbers of a session.
 *
 * @param life from the login to the end, whatever happens in the session
 * @param idle the session ends when no call was made in it for so long
 */
record SessionRules(Duration life, Duration idle) {

    private static final Duration MOST_BETWEEN_NOTES = Duration.ofSeconds(30);
    private static final int NOTES_IN_IDLE = 30;

    SessionRules {
        if (life.isNegative() || life.isZero() || idle.isNegative() || idle.isZero()) {
            throw new IllegalArgumentException("a session lives longer than nothing");
        }
    }

    /** How old the note of the last call may grow before it is written anew; a session idles out by as much earlier. */
    Duration noteEvery() {
        Duration share = idle.dividedBy(NOTES_IN_IDLE);
        return share.compareTo(MOST_BETWEEN_NOTES) < 0 ? share : MOST_BETWEEN_NOTES;
    }
}
