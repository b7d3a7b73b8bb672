package dev.countersign.deadletter;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.sms.LivingOrders;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The dead-letter queue of this node's broker. A message is moved or removed in the transaction that writes the audit
 * entry. It is the one place where a transaction has both: a crash between their commits leaves the entry and the message, and never neither.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DeadLetters {

    /** The most that are listed and counted. */
    public static final int MOST = 500;

    private static final String ANY = "JMSMessageID is not null";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Inject
    private JMSContext jms;

    @Inject
    private MessageHeaders headers;

    @Inject
    private LivingOrders orders;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** What lies there, oldest first, at most {@value #MOST}. */
    public List<DeadLetter> listLetters() {
        return browse(ANY);
    }

    /** How many lie there; {@value #MOST} stands for that many or more. */
    public int count() {
        return browse(ANY).size();
    }

    /**
     * Puts a message back on the queue that it comes from, an order for as long as its code lives. One from an inflight
     * queue is taken up when its gateway starts next.
     *
     * @param reference what the operator is told where it is refused
     */
    public DeadLetterOutcome replay(UUID id, String operator, Reference reference) {
        Optional<DeadLetter> found = browse(selector(id)).stream().findFirst();
        if (found.isEmpty()) {
            return DeadLetterOutcome.UNKNOWN;
        }
        DeadLetterOutcome outcome = sendBack(id, found.get());
        if (outcome != DeadLetterOutcome.UNKNOWN) {
            audit.record(
                    AuditFact.aboutMessage(operator, id.toString(), "DEAD_LETTER_REPLAYED", outcome.name(), reference));
        }
        return outcome;
    }

    /** Removes a message for good. */
    public DeadLetterOutcome discard(UUID id, String operator) {
        if (take(id) == null) {
            return DeadLetterOutcome.UNKNOWN;
        }
        audit.record(AuditFact.aboutMessage(
                operator, id.toString(), "DEAD_LETTER_DISCARDED", DeadLetterOutcome.OK.name(), Reference.next()));
        return DeadLetterOutcome.OK;
    }

    private DeadLetterOutcome sendBack(UUID id, DeadLetter letter) {
        if (letter.queue().isEmpty()) {
            return DeadLetterOutcome.NO_ORIGIN;
        }
        Duration life = Duration.ZERO; // which JMS takes for endless
        if (letter.type().equals(SmsOrder.TYPE)) {
            Optional<Instant> end =
                    letter.messageKey().flatMap(headers::findUuid).flatMap(orders::findEnd);
            if (end.isEmpty()) {
                return DeadLetterOutcome.CODE_DEAD;
            }
            life = Duration.between(clock.instant(), end.get()).plusMillis(1);
        }
        Message message = take(id);
        if (message == null) {
            return DeadLetterOutcome.UNKNOWN;
        }
        headers.restore(message);
        jms.createProducer()
                .setTimeToLive(life.toMillis())
                .send(jms.createQueue(letter.queue().get()), message);
        return DeadLetterOutcome.OK;
    }

    private @Nullable Message take(UUID id) {
        try (JMSConsumer consumer = jms.createConsumer(dead(), selector(id))) {
            return consumer.receive(PATIENCE.toMillis());
        }
    }

    private List<DeadLetter> browse(String selector) {
        List<DeadLetter> letters = new ArrayList<>();
        try (QueueBrowser browser = jms.createBrowser(dead(), selector)) {
            Enumeration<?> messages = browser.getEnumeration();
            while (letters.size() < MOST && messages.hasMoreElements()) {
                letters.add(headers.read((Message) messages.nextElement()));
            }
            return letters;
        } catch (JMSException e) {
            throw new JMSRuntimeException("the dead-letter queue cannot be read", e.getErrorCode(), e);
        }
    }

    private Queue dead() {
        return jms.createQueue(SmsQueues.DEAD);
    }

    private static String selector(UUID id) {
        return "JMSMessageID = '" + MessageHeaders.ID_PREFIX + id + "'";
    }
}
