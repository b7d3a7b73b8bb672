package dev.countersign.diagnosis;

import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.authenticator.Platform;
import dev.countersign.push.NotificationHealth;
import dev.countersign.push.SentNotification;
import java.time.Instant;
import java.util.Optional;

/**
 * What a verdict is based on, as far as its asker may see it.
 *
 * @param phone the one that the user's authenticator is on
 * @param test the last one
 */
public record NotificationEvidence(Optional<SeenPhone> phone, Optional<SeenTest> test) {

    static final NotificationEvidence NONE = new NotificationEvidence(Optional.empty(), Optional.empty());

    /**
     * A phone.
     *
     * @param state of the authenticator on it
     * @param missingSystem the version of its system that it lacks
     * @param times empty for who has shown no second factor: when somebody used his phone is nothing for who has his password
     */
    public record SeenPhone(
            String model,
            Platform platform,
            EnrolmentState state,
            Optional<String> missingSystem,
            Optional<Times> times) {}

    /**
     * When something was heard of a phone.
     *
     * @param seenAt when its app was heard of
     * @param reported what the app said of its notifications, and when
     * @param push the last login that it was asked to approve
     */
    public record Times(
            Instant activeSince,
            Instant seenAt,
            Optional<NotificationHealth.Reported> reported,
            Optional<SentNotification> push) {}

    /** How a test stands. */
    public enum TestState {
        /** It may still come. */
        PENDING,
        OPENED,
        /** It was sent and not opened in time, or nobody took it. */
        MISSED
    }

    /**
     * A test.
     *
     * @param until when it is too late
     */
    public record SeenTest(TestState state, Instant until) {}
}
