package dev.countersign.card;

import dev.countersign.device.Hotp;
import dev.countersign.device.OcraKey;
import dev.countersign.device.TimeStep;
import dev.countersign.keyfile.KeySuite.OtpSuite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Tells whether a card without a challenge showed a code: by counter (RFC 4226) or by time (RFC 6238). Each code counts once, and
 * none that is older than one that counted.
 */
final class OtpVerification {

    private final OtpSuite suite;
    private final OcraKey key;

    OtpVerification(OtpSuite suite, OcraKey key) {
        this.suite = suite;
        this.key = key;
    }

    /** Where the card is after this code; empty if it is wrong. A position's counter is that of time steps here, too. */
    Optional<CardPosition> verify(String typed, CardPosition position, Tolerance tolerance, Instant now) {
        long expected = position.nextCounter();
        LongStream places = suite.step()
                .map(step -> around(new TimeStep(step).stepsAt(now) + position.driftSteps(), tolerance.driftSteps())
                        .filter(place -> place >= expected))
                .orElseGet(() -> LongStream.rangeClosed(expected, Math.addExact(expected, tolerance.lookAhead())));
        byte[] answer = typed.getBytes(StandardCharsets.UTF_8);
        long[] matches = places.filter(place -> MessageDigest.isEqual(password(place), answer))
                .toArray();
        return matches.length == 0
                ? Optional.empty()
                : Optional.of(new CardPosition(Math.addExact(matches[0], 1L), position.driftSteps()));
    }

    private static LongStream around(long present, int drift) {
        return LongStream.rangeClosed(Math.max(0, present - drift), present + drift);
    }

    private byte[] password(long place) {
        return Hotp.password(suite.hash(), key.octets().toArray(), place, suite.digits())
                .getBytes(StandardCharsets.US_ASCII);
    }
}
