package dev.countersign.diagnosis;

import dev.countersign.sms.SmsReport;
import dev.countersign.sms.SmsReport.Standing;
import dev.countersign.sms.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a number that gets no text message, and what its user says.
 *
 * @param use what the number is for
 * @param pause why it may get none now, by its own limits, or those of the login that is asked about; empty where it may
 * @param newest what became of the last one that is the user's to know of
 * @param recent how long one was sent of late: one before that explains nothing
 * @param troubles how many messages within thirty days he was told of that did not come
 */
record SmsSignals(
        Use use,
        Optional<Turn> pause,
        Optional<SmsReport> newest,
        Instant now,
        Duration recent,
        int troubles,
        Map<SmsQuestion, Boolean> answers) {

    private static final int OFTEN = 3;

    /** What a number is for. */
    enum Use {
        /** Login codes go there. */
        LOGIN_CODES,
        /** Login codes go to another number of the user. */
        OTHER_NUMBER,
        /** No login asks for codes by text message. */
        OTHER_FACTOR,
        /** Nothing: its user has not proven to hold it. */
        UNVERIFIED,
        /** Nothing: no message goes to a number like this, whoever asks. */
        CLOSED
    }

    SmsSignals {
        answers = Map.copyOf(answers);
    }

    /** The last one, if it was sent of late. */
    Optional<SmsReport> message() {
        return newest.filter(report -> now.isBefore(report.sentAt().plus(recent)));
    }

    /** Whether nothing was sent of late, and this is why. */
    boolean isSilentFor(Use why) {
        return isSilent() && use == why;
    }

    boolean isSilent() {
        return message().isEmpty();
    }

    boolean waits(Turn.Kind kind) {
        return pause.filter(turn -> turn.kind() == kind).isPresent();
    }

    boolean is(Standing standing) {
        return message().filter(report -> report.standing() == standing).isPresent();
    }

    boolean isUnderWay() {
        return message().filter(report -> report.isUnderWay(now)).isPresent();
    }

    boolean isOverdue() {
        return message().filter(report -> report.isOverdue(now)).isPresent();
    }

    /** Whether messages failed to come so often that something else is better. */
    boolean isOften() {
        return troubles >= OFTEN;
    }
}
