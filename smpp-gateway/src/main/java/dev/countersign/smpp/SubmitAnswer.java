package dev.countersign.smpp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What came of one submit_sm.
 *
 * @param kind what is known
 * @param messageId the message center's id, lower case, in the form of {@link ReceiptIdForm#ofSubmit}; present exactly when {@code kind} is ACCEPTED
 * @param commandStatus command_status of the answer, 0 when there was none
 * @param later what may still come where {@code kind} is UNANSWERED; empty when nothing can
 * @param pause for which the carrier asks to be sent nothing; empty where it does not say
 */
record SubmitAnswer(
        Kind kind, @Nullable String messageId, int commandStatus, Optional<Later> later, Optional<Duration> pause) {

    /** What is known about the submit_sm. */
    enum Kind {
        /** Answered with ESME_ROK. */
        ACCEPTED,
        /** Answered with another command_status: the message center does not have it. */
        REFUSED,
        /** It may have left and no answer came: nobody knows. */
        UNANSWERED,
        /** The connection ended before the answer came, like that of another one that counts for all: nobody knows. */
        CUT,
        /** There was no bound session: it did not leave. */
        NOT_SENT
    }

    /**
     * A submit_sm that was not answered in time.
     *
     * @param answer completes when the answer comes after all, or with UNANSWERED or CUT when it cannot come any more; on a thread that must
     *     not wait
     * @param over completes when it counts as open no more: it was answered, or neither answer nor receipt is waited for any longer
     */
    record Later(CompletableFuture<SubmitAnswer> answer, CompletableFuture<Void> over) {}

    SubmitAnswer {
        if (later.isPresent() && kind != Kind.UNANSWERED) {
            throw new IllegalArgumentException("an answer comes once");
        }
        if ((kind == Kind.ACCEPTED) != (messageId != null)) {
            throw new IllegalArgumentException("messageId goes with ACCEPTED and nothing else");
        }
    }

    static SubmitAnswer accepted(String messageId) {
        return new SubmitAnswer(Kind.ACCEPTED, messageId, CommandStatus.ESME_ROK, Optional.empty(), Optional.empty());
    }

    /** The same with the id as receipts are matched by it. */
    SubmitAnswer inForm(ReceiptIdForm form) {
        return messageId == null ? this : accepted(form.ofSubmit(messageId));
    }

    /** The same where the carrier asks for a pause. */
    SubmitAnswer after(Duration asked) {
        return new SubmitAnswer(kind, messageId, commandStatus, later, Optional.of(asked));
    }

    /** The same with what may still come, read otherwise. */
    SubmitAnswer withLater(UnaryOperator<Later> reading) {
        return new SubmitAnswer(kind, messageId, commandStatus, later.map(reading), pause);
    }

    /** A refusal with ESME_ROK, as a generic_nack may be, says neither that the message was taken nor that it was not: it is no answer. */
    static SubmitAnswer refused(int commandStatus) {
        return commandStatus == CommandStatus.ESME_ROK
                ? unanswered()
                : new SubmitAnswer(Kind.REFUSED, null, commandStatus, Optional.empty(), Optional.empty());
    }

    /** Nothing more can come. */
    static SubmitAnswer unanswered() {
        return new SubmitAnswer(Kind.UNANSWERED, null, 0, Optional.empty(), Optional.empty());
    }

    /** Nothing more can come, because of a fault that another answer tells. */
    static SubmitAnswer cut() {
        return new SubmitAnswer(Kind.CUT, null, 0, Optional.empty(), Optional.empty());
    }

    /** Whether the far side has said what becomes of it. */
    boolean isKnown() {
        return kind == Kind.ACCEPTED || kind == Kind.REFUSED;
    }

    /** The answer may still come, and until then it is open. */
    static SubmitAnswer unanswered(CompletableFuture<SubmitAnswer> answer) {
        return new SubmitAnswer(
                Kind.UNANSWERED,
                null,
                0,
                Optional.of(new Later(answer, answer.thenAccept(known -> {}))),
                Optional.empty());
    }

    static SubmitAnswer notSent() {
        return new SubmitAnswer(Kind.NOT_SENT, null, 0, Optional.empty(), Optional.empty());
    }
}
