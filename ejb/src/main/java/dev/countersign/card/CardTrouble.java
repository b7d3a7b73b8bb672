package dev.countersign.card;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a card whose answers are refused.
 *
 * @param card the one that answers are asked of
 * @param last what the last answer of the user was; empty where he gave none
 * @param other the card that shows the last answer, where it is another one
 * @param wrongChallenges different challenges in a row whose answers were wrong in no way that the server could tell
 * @param challengeEnd until when the present challenge counts, or counted; empty where none was asked
 * @param blockedUntil until when answers are not looked at; empty, or not after now, where they are
 */
public record CardTrouble(
        KnownCard card,
        Optional<Answered> last,
        Optional<KnownCard> other,
        int wrongChallenges,
        Optional<Instant> challengeEnd,
        Optional<Instant> blockedUntil) {

    /** When a user answered with a card last, and what that was. */
    public record Answered(AnswerReading reading, Instant at) {}

    /** Whether a card opens logins. */
    public enum Standing {
        USABLE,
        /** It was sent, and not activated. */
        SENT,
        /** It was lost, or is not its user's any more in another way. */
        ENDED
    }

    /** What moves on in a card while nobody looks. */
    public enum Motion {
        /** It shows the same for the same question. */
        NONE,
        /** A counter or a clock, which can be found again. */
        FINDABLE
    }

    /**
     * A card.
     *
     * @param digits that it shows
     * @param takesPin whether a PIN is typed on it
     * @param asks whether it answers a challenge
     * @param shippedAt empty for one that nobody was sent
     * @param enforcedAfter from the shipment to the day from which it is asked for
     */
    public record KnownCard(
            String serial,
            Standing standing,
            int digits,
            boolean takesPin,
            boolean asks,
            Motion motion,
            Optional<Instant> shippedAt,
            Duration enforcedAfter) {}
}
