package dev.countersign.push;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of an installation's notifications, and since when: by its app, by its push service and by the last test.
 *
 * @param reported what the app said last; empty for one that never did
 * @param liveUntil until when the app counts, or counted, as open; empty for one that was never seen to stand open
 * @param test the last test that was sent
 */
public record NotificationHealth(
        Optional<Reported> reported, Reach reach, Optional<Instant> liveUntil, Optional<Tested> test) {

    /** Whether the server knows where to send notifications. */
    public enum Reach {
        /** The app told no address, or took it back. */
        NONE,
        /** It told one that nobody has objected to. */
        KNOWN,
        /** Its push service does not know the address any more, or it does not open. */
        REJECTED
    }

    /** What an app said, and when. */
    public record Reported(NotificationReport report, Instant at) {

        public Duration age(Instant now) {
            return Duration.between(at, now);
        }
    }

    /**
     * A test.
     *
     * @param sentAt when its push service took it
     * @param failedAt when it was given up: nobody took it
     * @param receivedAt when the app said that it came
     * @param openedAt when the user tapped it
     */
    public record Tested(
            UUID id,
            Instant askedAt,
            Optional<Instant> sentAt,
            Optional<Instant> failedAt,
            Optional<Instant> receivedAt,
            Optional<Instant> openedAt) {

        /** How far it came. */
        public SentNotification sent() {
            return new SentNotification(askedAt, arrival());
        }

        private Arrival arrival() {
            if (openedAt.isPresent()) {
                return Arrival.OPENED;
            }
            if (receivedAt.isPresent()) {
                return Arrival.ARRIVED;
            }
            if (sentAt.isPresent()) {
                return Arrival.TAKEN;
            }
            return failedAt.isPresent() ? Arrival.FAILED : Arrival.WAITING;
        }

        public Duration age(Instant now) {
            return Duration.between(askedAt, now);
        }
    }
}
