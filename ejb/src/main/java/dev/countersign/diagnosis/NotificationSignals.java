package dev.countersign.diagnosis;

import dev.countersign.authenticator.Platform;
import dev.countersign.diagnosis.ActivationSignals.Where;
import dev.countersign.push.Arrival;
import dev.countersign.push.NotificationHealth.Reach;
import dev.countersign.push.NotificationReport;
import dev.countersign.push.SentNotification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a user whose notifications do not come.
 *
 * @param active where his authenticator is; HERE also where nobody knows which phone he has in his hand
 * @param login his last login of late whose password was accepted
 * @param setting whether he gets notifications of logins at all
 * @param phone the one that his authenticator is on; empty if it is nowhere
 * @param trail what was sent there last
 * @param answers what he says
 */
public record NotificationSignals(
        NotificationAsker asker,
        Where active,
        Optional<Factor> login,
        Setting setting,
        Optional<Phone> phone,
        Trail trail,
        Map<NotificationQuestion, Boolean> answers) {

    public NotificationSignals {
        answers = Map.copyOf(answers);
    }

    /** What a login asked for. */
    public enum Factor {
        AUTHENTICATOR,
        OTHER
    }

    /** What a user gets of notifications of logins. */
    public enum Setting {
        ON,
        /** None, as he wishes. */
        OFF,
        /** None, because the last ones were left unanswered. */
        PAUSED
    }

    /** Why a phone that holds an authenticator would not be taken for one any more. */
    public enum Unfit {
        /** It is not sound, or a kind of phone that is not taken. */
        UNSOUND,
        /** Its system or app is too old. */
        OUTDATED
    }

    /** Whether the push services reach Android where a phone is. */
    public enum Coverage {
        REACHED,
        UNREACHED
    }

    /**
     * A phone, by what the server knows of it and what its app said last.
     *
     * @param report what the app said of its notifications; empty if it never did
     * @param silence since its app was last heard of
     * @param silent from how long on that is too long
     */
    public record Phone(
            Platform platform,
            Reach reach,
            Optional<NotificationReport> report,
            Coverage coverage,
            Optional<Unfit> unfit,
            Duration silence,
            Duration silent) {

        boolean isAndroid() {
            return platform.isAndroid();
        }

        boolean isHandheld() {
            return isAndroid() || platform == Platform.IOS || platform == Platform.IOS_BROWSER;
        }

        boolean isSilent() {
            return silence.compareTo(silent) > 0;
        }
    }

    /**
     * What was sent to a phone last.
     *
     * @param push of a login
     * @param terms how long a test says something
     */
    public record Trail(Optional<SentNotification> push, Optional<SentNotification> test, Instant now, Terms terms) {

        /** How far the newer one of both came; a test of the same time is the newer one, and one that may still come or was not sent is none. */
        Optional<Arrival> newest() {
            Optional<SentNotification> tried =
                    test.filter(sent -> sent.arrival() != Arrival.FAILED).filter(sent -> !isTestPending());
            return Stream.concat(tried.stream(), push.stream())
                    .reduce((one, other) -> other.at().isAfter(one.at()) ? other : one)
                    .map(SentNotification::arrival);
        }

        /** Whether a test may still come. */
        public boolean isTestPending() {
            return test.filter(sent -> sent.arrival() != Arrival.OPENED && sent.arrival() != Arrival.FAILED)
                    .filter(sent -> now.isBefore(sent.at().plus(terms.patience())))
                    .isPresent();
        }

        /** Whether the last test was opened, and no login's notification was missed since. */
        boolean isTestOpened() {
            return test.filter(sent -> sent.arrival() == Arrival.OPENED)
                    .filter(sent -> now.isBefore(sent.at().plus(terms.memory())))
                    .filter(sent -> push.filter(asked -> asked.at().isAfter(sent.at()))
                            .filter(asked -> asked.arrival() != Arrival.OPENED)
                            .isEmpty())
                    .isPresent();
        }

        /** Whether a test was sent a moment ago and since the last login's notification, whatever came of it. */
        boolean isTested() {
            return test.filter(sent ->
                            push.filter(asked -> asked.at().isAfter(sent.at())).isEmpty())
                    .filter(sent -> now.isBefore(sent.at().plus(terms.pause())))
                    .isPresent();
        }
    }

    /**
     * How long a test says something.
     *
     * @param patience how long it may take to come
     * @param pause until another one is sent by itself
     * @param memory how long one that was opened shows that notifications come
     */
    public record Terms(Duration patience, Duration pause, Duration memory) {}
}
