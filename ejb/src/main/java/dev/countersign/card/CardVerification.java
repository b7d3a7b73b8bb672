package dev.countersign.card;

import dev.countersign.device.Ocra;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.PinHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a card showed a response (RFC 6287), where the card is a little ahead of what the server knows: its counter was
 * used where nobody asked, or its clock is not ours. A wrong PIN is a wrong response, and nothing tells them apart.
 *
 * <p>It keeps no state. Whoever asks stores the position that comes of a right response, in the transaction that accepts it:
 * else the response would be right again. Where the suite has no counter, the question must be one that was never asked of
 * this key.
 */
final class CardVerification {

    private final OcraSuite suite;
    private final OcraKey key;
    private final Optional<PinHash> pin;
    private final Tolerance near;

    /**
     * Throws {@link IllegalArgumentException} if the suite takes a PIN and there is none of its hash.
     *
     * @param near how far both may be away at once, where the suite has a counter and time; further away is one of them alone
     */
    CardVerification(OcraSuite suite, OcraKey key, Optional<PinHash> pin, Tolerance near) {
        if (!pin.map(PinHash::hash).equals(suite.pinHash())) {
            throw new IllegalArgumentException("the suite " + suite + " and the PIN do not fit");
        }
        this.suite = suite;
        this.key = key;
        this.pin = pin;
        this.near = near;
    }

    /** Where the card is after this response; empty if the response is wrong. All places are tried, wherever it matches. */
    Optional<CardPosition> verify(
            OcraInput asked, String response, CardPosition position, Tolerance tolerance, Instant now) {
        return matches(asked, response, places(position, tolerance), now).stream()
                .findFirst()
                .map(this::next);
    }

    /**
     * Finds a card that is far away by two responses in a row (RFC 4226 section 7.4): the second at the place that follows the
     * first. Empty if there is no such place, and always for a suite that has neither counter nor time.
     *
     * @param tolerance wider than that of a login: chance would have to guess both
     * @param now when the second was typed; the card's clock went on by a step at most in between
     */
    Optional<CardPosition> resynchronise(
            Asked first, Asked second, CardPosition position, Tolerance tolerance, Instant now) {
        if (!suite.hasCounter() && suite.timeStep().isEmpty()) {
            return Optional.empty();
        }
        return matches(first.question(), first.response(), places(position, tolerance), now).stream()
                .flatMap(place -> matches(second.question(), second.response(), following(next(place)), now).stream())
                .findFirst()
                .map(this::next);
    }

    private List<CardPosition> following(CardPosition next) {
        return suite.timeStep().isEmpty()
                ? List.of(next)
                : List.of(next, new CardPosition(next.nextCounter(), next.driftSteps() + 1));
    }

    private CardPosition next(CardPosition matched) {
        return suite.hasCounter()
                ? new CardPosition(Math.addExact(matched.nextCounter(), 1L), matched.driftSteps())
                : matched;
    }

    /** The expected place first, then those that are further away. */
    private List<CardPosition> places(CardPosition expected, Tolerance tolerance) {
        int lookAhead = suite.hasCounter() ? tolerance.lookAhead() : 0;
        int drift = suite.timeStep().isPresent() ? tolerance.driftSteps() : 0;
        List<CardPosition> places = new ArrayList<>();
        // The highest counter is never used up: there would be none behind it.
        for (long ahead = 0; ahead <= lookAhead && expected.nextCounter() < Long.MAX_VALUE - ahead; ahead++) {
            long counter = expected.nextCounter() + ahead;
            int steps = ahead <= near.lookAhead() ? drift : Math.min(drift, near.driftSteps());
            places.add(new CardPosition(counter, expected.driftSteps()));
            for (int step = 1; step <= steps; step++) {
                places.add(new CardPosition(counter, expected.driftSteps() + step));
                places.add(new CardPosition(counter, expected.driftSteps() - step));
            }
        }
        return places;
    }

    private List<CardPosition> matches(OcraInput asked, String response, List<CardPosition> places, Instant now) {
        return places.stream()
                .filter(place -> Ocra.isResponse(suite, key, input(asked, place, now), response))
                .toList();
    }

    private OcraInput input(OcraInput asked, CardPosition place, Instant now) {
        OcraInput input = suite.hasCounter() ? asked.withCounter(place.nextCounter()) : asked;
        OcraInput known = pin.map(input::withPin).orElse(input);
        return suite.timeStep()
                .map(step -> known.withTimeSteps(Math.max(0, step.stepsAt(now) + place.driftSteps())))
                .orElse(known);
    }

    /** A question and what was typed as its response. */
    record Asked(OcraInput question, String response) {

        @Override
        public String toString() {
            return "Asked[]";
        }
    }
}
