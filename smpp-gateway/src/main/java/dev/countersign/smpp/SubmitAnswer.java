package dev.countersign.smpp;

import org.jspecify.annotations.Nullable;

/**
 * What came of one submit_sm.
 *
 * @param kind what is known
 * @param messageId the message center's id, lower case, in the form of {@link ReceiptIdForm#ofSubmit}; present exactly when {@code kind} is ACCEPTED
 * @param commandStatus command_status of the answer, 0 when there was none
 */
record SubmitAnswer(Kind kind, @Nullable String messageId, int commandStatus) {

    /** What is known about the submit_sm. */
    enum Kind {
        /** Answered with ESME_ROK. */
        ACCEPTED,
        /** Answered with another command_status: the message center does not have it. */
        REFUSED,
        /** It may have left and no answer came: nobody knows. */
        UNANSWERED,
        /** There was no bound session: it did not leave. */
        NOT_SENT
    }

    SubmitAnswer {
        if ((kind == Kind.ACCEPTED) != (messageId != null)) {
            throw new IllegalArgumentException("messageId goes with ACCEPTED and nothing else");
        }
    }

    static SubmitAnswer accepted(String messageId) {
        return new SubmitAnswer(Kind.ACCEPTED, messageId, CommandStatus.ESME_ROK);
    }

    /** The same with the id as receipts are matched by it. */
    SubmitAnswer inForm(ReceiptIdForm form) {
        return messageId == null ? this : accepted(form.ofSubmit(messageId));
    }

    static SubmitAnswer refused(int commandStatus) {
        return new SubmitAnswer(Kind.REFUSED, null, commandStatus);
    }

    static SubmitAnswer unanswered() {
        return new SubmitAnswer(Kind.UNANSWERED, null, 0);
    }

    static SubmitAnswer notSent() {
        return new SubmitAnswer(Kind.NOT_SENT, null, 0);
    }
}
