package dev.countersign.card;

import dev.countersign.device.Hotp;
import dev.countersign.device.OcraKey;
import dev.countersign.device.TimeStep;
import dev.countersign.keyfile.KeySuite.OtpSuite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Tells whether a card without a challenge showed a code: by counter (RFC 4226) or by time (RFC 6238). Each code counts once, and
 * none that is older than one that counted.
 */
final class OtpVerification {

    /** The highest counter is never used up: there would be none behind it. */
    private static final long LAST = Long.MAX_VALUE - 1;

    private final OtpSuite suite;
    private final OcraKey key;

    OtpVerification(OtpSuite suite, OcraKey key) {
        this.suite = suite;
        this.key = key;
    }

    /** Where the card is after this code; empty if it is wrong. A position's counter is that of time steps here, too. */
    Optional<CardPosition> verify(String typed, CardPosition position, Tolerance tolerance, Instant now) {
        return matches(typed, position, tolerance, now).stream()
                .findFirst()
                .map(place -> new CardPosition(Math.addExact(place, 1L), position.driftSteps()));
    }

    /**
     * Finds a card that is far away by two codes in a row (RFC 4226 section 7.4, RFC 6238 section 6). None of them may have been used or
     * passed over.
     *
     * @param tolerance wider than that of a login: chance would have to guess both
     * @param now when the second was typed; with time, that is where the card's clock is taken to be
     */
    Optional<CardPosition> resynchronise(
            String first, String second, CardPosition position, Tolerance tolerance, Instant now) {
        return matches(first, position, tolerance, now).stream()
                .map(place -> place + 1)
                .filter(next -> next <= LAST && isShown(second, next))
                .findFirst()
                .map(next -> new CardPosition(Math.addExact(next, 1L), drift(next, position, now)));
    }

    private int drift(long place, CardPosition position, Instant now) {
        return suite.step()
                .map(step -> Math.toIntExact(place - new TimeStep(step).stepsAt(now)))
                .orElseGet(position::driftSteps);
    }

    /** All places are tried, wherever it matches. */
    private List<Long> matches(String typed, CardPosition position, Tolerance tolerance, Instant now) {
        long expected = position.nextCounter();
        LongStream places = suite.step()
                .map(step -> around(new TimeStep(step).stepsAt(now) + position.driftSteps(), tolerance.driftSteps())
                        .filter(place -> place >= expected))
                .orElseGet(() ->
                        LongStream.rangeClosed(expected, expected + Math.min(tolerance.lookAhead(), LAST - expected)));
        return places.filter(place -> isShown(typed, place)).boxed().toList();
    }

    private boolean isShown(String typed, long place) {
        return MessageDigest.isEqual(password(place), typed.getBytes(StandardCharsets.UTF_8));
    }

    private static LongStream around(long present, int drift) {
        return LongStream.rangeClosed(Math.max(0, present - drift), present + drift);
    }

    private byte[] password(long place) {
        return Hotp.password(suite.hash(), key.octets().toArray(), place, suite.digits())
                .getBytes(StandardCharsets.US_ASCII);
    }
}
