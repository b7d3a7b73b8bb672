package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsHeard;
import dev.countersign.contracts.sms.v1.SmsJson;
import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.contracts.sms.v1.SmsStalled;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@link GatewayMemory} in queues; each method is one transaction with the broker alone. */
@Stateless
@Local(GatewayMemory.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BrokerMemory implements GatewayMemory {

    private static final System.Logger LOG = System.getLogger(BrokerMemory.class.getName());
    private static final Duration REPORT_LIFE = Duration.ofSeconds(15);
    private static final Duration HEARD_LIFE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Inject
    JMSContext context;

    @Inject
    GatewaySettings settings;

    private final Queues queues = new Queues();

    /** What becomes of one message of the inflight queue. */
    @FunctionalInterface
    private interface Opening {
        Optional<Inflight> open(Message message) throws JMSException;
    }

    private OrderCipher cipher;

    @PostConstruct
    void readKeys() {
        cipher = OrderCipher.read(settings.orderKeys());
    }

    @Override
    public List<Inflight> listInflight() {
        return look(this::openOrBury);
    }

    @Override
    public List<Inflight> listInflight(Predicate<UUID> wanted) {
        return look(message -> wanted.test(key(message)) ? openIfPossible(message) : Optional.empty());
    }

    private List<Inflight> look(Opening opening) {
        List<Inflight> found = new ArrayList<>();
        try (QueueBrowser browser = context.createBrowser(inflight())) {
            Enumeration<?> messages = browser.getEnumeration();
            while (messages.hasMoreElements()) {
                opening.open((Message) messages.nextElement()).ifPresent(found::add);
            }
            return found;
        } catch (JMSException e) {
            throw new JMSRuntimeException("The inflight queue cannot be read", e.getErrorCode(), e);
        }
    }

    @Override
    public Optional<GatewayBook> findBook() {
        String selector = SmsQueues.GATEWAY + " = '" + settings.instance.replace("'", "''") + "'";
        Optional<GatewayBook> newest = Optional.empty();
        try (JMSConsumer books = context.createConsumer(queues.find(context, SmsQueues.BOOKS), selector)) {
            for (Message message = books.receiveNoWait(); message != null; message = books.receiveNoWait()) {
                newest = Optional.of(SmsJson.readBook(cipher.decrypt(message.getBody(String.class))));
            }
            return newest;
        } catch (JMSException e) {
            throw new JMSRuntimeException("A book of carriers cannot be read", e.getErrorCode(), e);
        }
    }

    @Override
    public void mark(UUID messageKey, Mark mark) {
        TextMessage taken = take(messageKey);
        if (taken == null) {
            throw new IllegalStateException("The order is not in the inflight queue");
        }
        try {
            TextMessage marked = copy(taken, messageKey);
            MarkProperties.write(mark, marked);
            context.createProducer().send(inflight(), marked);
        } catch (JMSException e) {
            throw new JMSRuntimeException("The order cannot be marked", e.getErrorCode(), e);
        }
    }

    @Override
    public void tellAndKeep(SmsResult result, Mark mark) {
        mark(result.messageKey(), mark);
        send(SmsQueues.RESULTS, SmsResult.TYPE, result.messageKey(), SmsJson.write(result));
    }

    @Override
    public void drop(UUID messageKey) {
        takeAll(List.of(messageKey));
    }

    @Override
    public void settle(List<SmsResult> results) {
        takeAll(results.stream().map(SmsResult::messageKey).toList());
        for (SmsResult result : results) {
            send(SmsQueues.RESULTS, SmsResult.TYPE, result.messageKey(), SmsJson.write(result));
        }
    }

    @Override
    public void tellStalled(List<SmsStalled> stalled) {
        for (SmsStalled one : stalled) {
            send(SmsQueues.RESULTS, SmsStalled.TYPE, one.messageKey(), SmsJson.write(one));
        }
    }

    @Override
    public void tell(List<SmsReceipt> receipts) {
        for (SmsReceipt receipt : receipts) {
            send(SmsQueues.RECEIPTS, SmsReceipt.TYPE, receipt.messageKey(), SmsJson.write(receipt));
        }
    }

    @Override
    public void tell(GatewayReport report) {
        context.createProducer()
                .setJMSType(GatewayReport.TYPE)
                .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setTimeToLive(REPORT_LIFE.toMillis())
                .send(queues.find(context, SmsQueues.RESULTS), SmsJson.write(report));
    }

    @Override
    public void passOn(List<SmsHeard> heard) {
        Topic topic = context.createTopic(SmsHeard.TOPIC);
        JMSProducer producer = context.createProducer()
                .setJMSType(SmsHeard.TYPE)
                .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setTimeToLive(HEARD_LIFE.toMillis());
        heard.forEach(one -> producer.send(topic, cipher.encrypt(SmsJson.write(one))));
    }

    private void send(String queue, String type, @Nullable UUID messageKey, String json) {
        var producer = context.createProducer().setJMSType(type);
        if (messageKey != null) {
            producer.setProperty(SmsQueues.MESSAGE_KEY, messageKey.toString());
        }
        producer.send(queues.find(context, queue), json);
    }

    private Inflight open(Message message) throws JMSException {
        return new Inflight(cipher.open(message.getBody(String.class)), MarkProperties.read(message));
    }

    private Optional<Inflight> openIfPossible(Message message) {
        try {
            return Optional.of(open(message));
        } catch (IllegalArgumentException | JMSException e) {
            return Optional.empty();
        }
    }

    private static UUID key(Message message) throws JMSException {
        return UUID.fromString(message.getStringProperty(SmsQueues.MESSAGE_KEY));
    }

    private Optional<Inflight> openOrBury(Message message) throws JMSException {
        try {
            return Optional.of(open(message));
        } catch (IllegalArgumentException | JMSException e) {
            UUID key = key(message);
            LOG.log(System.Logger.Level.ERROR, "sms.order key={0} event=dead cause={1}", key, e.getMessage());
            TextMessage taken = take(key);
            if (taken != null) {
                TextMessage dead = copy(taken, key);
                MarkProperties.write(MarkProperties.read(taken), dead);
                dead.setStringProperty(SmsQueues.ORIGIN, SmsQueues.INFLIGHT_PREFIX + settings.instance);
                dead.setIntProperty(SmsQueues.DELIVERIES, taken.getIntProperty("JMSXDeliveryCount"));
                context.createProducer().send(queues.find(context, SmsQueues.DEAD), dead);
            }
            return Optional.empty();
        }
    }

    /** The order out of the inflight queue, as part of the present transaction. */
    private @Nullable TextMessage take(UUID messageKey) {
        String selector = SmsQueues.MESSAGE_KEY + " = '" + messageKey + "'";
        try (JMSConsumer consumer = context.createConsumer(inflight(), selector)) {
            return (TextMessage) consumer.receive(PATIENCE.toMillis());
        }
    }

    /** The orders out of the inflight queue, as part of the present transaction, by one consumer for all of them. */
    private void takeAll(List<UUID> messageKeys) {
        String keys = messageKeys.stream().map(key -> "'" + key + "'").collect(Collectors.joining(",", "(", ")"));
        try (JMSConsumer consumer = context.createConsumer(inflight(), SmsQueues.MESSAGE_KEY + " in " + keys)) {
            for (int found = 0; found < messageKeys.size(); found++) {
                if (consumer.receive(PATIENCE.toMillis()) == null) {
                    LOG.log(System.Logger.Level.WARNING, "sms.memory event=not-inflight some of {0}", keys);
                    return;
                }
            }
        }
    }

    private TextMessage copy(TextMessage taken, UUID messageKey) throws JMSException {
        TextMessage copy = context.createTextMessage(taken.getText());
        copy.setJMSType(taken.getJMSType());
        copy.setStringProperty(SmsQueues.MESSAGE_KEY, messageKey.toString());
        return copy;
    }

    private Queue inflight() {
        return queues.find(context, SmsQueues.INFLIGHT_PREFIX + settings.instance);
    }
}
