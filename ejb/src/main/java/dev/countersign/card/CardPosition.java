package dev.countersign.card;

/**
 * Where the server believes a card to be.
 *
 * @param nextCounter lowest counter that the card may use next (RFC 6287 section 5.1); of no meaning to a suite without
 * @param driftSteps time steps by which the clock of the card is ahead of the server's; negative if it is behind
 */
record CardPosition(long nextCounter, int driftSteps) {

    CardPosition {
        if (nextCounter < 0) {
            throw new IllegalArgumentException("a counter is not negative");
        }
    }

    /** So many counters before, or at the first one. */
    CardPosition back(int counters) {
        return new CardPosition(Math.max(0, nextCounter - counters), driftSteps);
    }
}
