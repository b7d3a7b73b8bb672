package dev.countersign.card;

/**
 * How far a card may be from where it is believed to be. Each further place is one more response that is right: with n places
 * and d digits a guess succeeds once in 10^d / n.
 *
 * @param lookAhead counters behind the expected one that are tried (RFC 4226 section 7.4), 0 to 10,000
 * @param driftSteps time steps in either direction that are tried (RFC 6238 section 6), 0 to 10,000
 */
record Tolerance(int lookAhead, int driftSteps) {

    private static final int MOST = 10_000;

    Tolerance {
        if (lookAhead < 0 || lookAhead > MOST || driftSteps < 0 || driftSteps > MOST) {
            throw new IllegalArgumentException("a tolerance is 0 to " + MOST);
        }
    }
}
