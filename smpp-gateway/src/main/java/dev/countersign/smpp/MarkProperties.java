package dev.countersign.smpp;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Optional;
import java.util.Set;

/** A {@link Mark} as properties of the message that it is noted beside. */
final class MarkProperties {

    private static final String REPEATED = "repeated";
    private static final String TOLD = "told";
    private static final String TRIED = "tried";
    private static final String CARRIER = "carrier";
    private static final String MESSAGE_ID = "smscMessageId";

    private MarkProperties() {}

    static void write(Mark mark, Message message) throws JMSException {
        message.setBooleanProperty(REPEATED, mark.repeated());
        message.setBooleanProperty(TOLD, mark.told());
        if (!mark.tried().isEmpty()) {
            message.setStringProperty(TRIED, String.join(",", mark.tried()));
        }
        if (mark.taken().isPresent()) {
            message.setStringProperty(CARRIER, mark.taken().get().carrier());
            message.setStringProperty(MESSAGE_ID, mark.taken().get().messageId());
        }
    }

    /** What is not noted is as if nothing were; an older gateway did not note whether the core was told, and took {@code tried} for it. */
    static Mark read(Message message) throws JMSException {
        String tried = message.getStringProperty(TRIED);
        String carrier = message.getStringProperty(CARRIER);
        return new Mark(
                message.getBooleanProperty(REPEATED),
                message.propertyExists(TOLD) ? message.getBooleanProperty(TOLD) : tried != null,
                tried == null ? Set.of() : Set.of(tried.split(",")),
                carrier == null
                        ? Optional.empty()
                        : Optional.of(new Mark.Taken(carrier, message.getStringProperty(MESSAGE_ID))));
    }
}
