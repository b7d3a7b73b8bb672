package dev.countersign.deadletter;

import dev.countersign.contracts.sms.v1.SmsQueues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Headers of messages in the dead-letter queue. The body is never read. */
@ApplicationScoped
class MessageHeaders {

    /** Before the UUID in a JMSMessageID. */
    static final String ID_PREFIX = "ID:";

    /** What Artemis notes when it moves a message by itself. */
    private static final String BROKERS_ORIGIN = "_AMQ_ORIG_QUEUE";

    private static final String PHYSICAL_PREFIX = "jms.queue.";

    DeadLetter read(Message message) {
        try {
            return new DeadLetter(
                    message.getJMSMessageID().substring(ID_PREFIX.length()),
                    Optional.ofNullable(message.getJMSType()).orElse(""),
                    Optional.ofNullable(message.getStringProperty(SmsQueues.MESSAGE_KEY)),
                    Optional.ofNullable(message.getStringProperty(SmsQueues.ORIGIN))
                            .or(() -> brokersOrigin(message)),
                    Instant.ofEpochMilli(message.getJMSTimestamp()),
                    message.propertyExists(SmsQueues.DELIVERIES)
                            ? Optional.of(message.getIntProperty(SmsQueues.DELIVERIES))
                            : Optional.empty());
        } catch (JMSException e) {
            throw unreadable(e);
        }
    }

    /** Leaves the properties that the message had before it died; without the duplicate id the broker takes it again. */
    void restore(Message message) {
        try {
            Map<String, Object> kept = new HashMap<>();
            Enumeration<?> names = message.getPropertyNames();
            while (names.hasMoreElements()) {
                String name = (String) names.nextElement();
                if (!name.startsWith("_") && !name.startsWith("JMSX")) {
                    kept.put(name, message.getObjectProperty(name));
                }
            }
            kept.remove(SmsQueues.ORIGIN);
            kept.remove(SmsQueues.DELIVERIES);
            message.clearProperties();
            for (Map.Entry<String, Object> property : kept.entrySet()) {
                message.setObjectProperty(property.getKey(), property.getValue());
            }
        } catch (JMSException e) {
            throw unreadable(e);
        }
    }

    Optional<UUID> findUuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> brokersOrigin(Message message) {
        try {
            return Optional.ofNullable(message.getStringProperty(BROKERS_ORIGIN))
                    .map(name -> name.startsWith(PHYSICAL_PREFIX) ? name.substring(PHYSICAL_PREFIX.length()) : name);
        } catch (JMSException e) {
            throw unreadable(e);
        }
    }

    private static JMSRuntimeException unreadable(JMSException e) {
        return new JMSRuntimeException("the headers of a dead letter cannot be read", e.getErrorCode(), e);
    }
}
