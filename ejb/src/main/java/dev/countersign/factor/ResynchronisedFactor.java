package dev.countersign.factor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A typed factor whose devices go on where nobody looks, by a counter or a clock, and are found again by two answers in a row (RFC
 * 4226 section 7.4). Both together prove nothing of the present: they may be from a while ago. So they open nothing.
 */
public interface ResynchronisedFactor extends TypedFactor {

    /**
     * Asks twice; earlier questions of the subject for this purpose count no more.
     *
     * @param end of the subject, which no question outlives
     * @return both questions; empty if the device does not run away
     */
    Optional<List<Question>> askTwice(String id, String subject, Instant end);

    /** Compares two answers with what the device shows in a row further away than a login looks; right ones move it there. */
    CodeCheck resynchronise(String id, String subject, TwoCodes typed);

    /** What was typed, the older answer first. */
    record TwoCodes(String first, String second) {

        @Override
        public String toString() {
            return "TwoCodes[]";
        }
    }
}
