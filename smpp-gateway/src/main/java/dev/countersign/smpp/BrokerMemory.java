package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsHeard;
import dev.countersign.contracts.sms.v1.SmsJson;
import dev.countersign.contracts.sms.v1.SmsOrder;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";
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
        return look(
                message -> findKey(message).filter(wanted).isPresent() ? openIfPossible(message) : Optional.empty());
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
    public boolean mark(UUID messageKey, Mark mark) {
        Message taken = take(SmsQueues.MESSAGE_KEY + " = '" + messageKey + "'");
        if (taken == null) {
            LOG.log(System.Logger.Level.WARNING, "sms.memory event=not-inflight {0}", messageKey);
            return false;
        }
        try {
            TextMessage marked = context.createTextMessage(taken.getBody(String.class));
            marked.setJMSType(taken.getJMSType());
            marked.setStringProperty(SmsQueues.MESSAGE_KEY, messageKey.toString());
            MarkProperties.write(mark, marked);
            context.createProducer().send(inflight(), marked);
            return true;
        } catch (JMSException e) {
            throw new JMSRuntimeException("The order cannot be marked", e.getErrorCode(), e);
        }
    }

    @Override
    public boolean tellAndKeep(SmsResult result, Mark mark) {
        if (!mark(result.messageKey(), mark)) {
            return false;
        }
        send(SmsQueues.RESULTS, SmsResult.TYPE, result.messageKey(), SmsJson.write(result));
        return true;
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

    /** By its header alone an order is found again: one that has another key there would be sent, and never taken out. */
    private Inflight open(Message message) throws JMSException {
        SmsOrder order = cipher.open(message.getBody(String.class));
        if (!order.messageKey().toString().equals(message.getStringProperty(SmsQueues.MESSAGE_KEY))) {
            throw new IllegalArgumentException("The message key of the order is not that of its header");
        }
        return new Inflight(order, MarkProperties.read(message));
    }

    private Optional<Inflight> openIfPossible(Message message) {
        try {
            return Optional.of(open(message));
        } catch (IllegalArgumentException | JMSException e) {
            return Optional.empty();
        }
    }

    private static Optional<UUID> findKey(Message message) throws JMSException {
        try {
            return Optional.ofNullable(message.getStringProperty(SmsQueues.MESSAGE_KEY))
                    .map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Inflight> openOrBury(Message message) throws JMSException {
        try {
            return Optional.of(open(message));
        } catch (IllegalArgumentException | JMSException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "sms.order key={0} event=dead cause={1}",
                    message.getStringProperty(SmsQueues.MESSAGE_KEY),
                    e.getMessage());
            Message dead = take("JMSMessageID = '" + message.getJMSMessageID() + "'");
            if (dead != null) {
                bury(dead);
            }
            return Optional.empty();
        }
    }

    /** Moves a message to the dead-letter queue as it stands, whatever it is. */
    private void bury(Message message) throws JMSException {
        int deliveries = message.getIntProperty(DELIVERY_COUNT);
        Map<String, Object> kept = new HashMap<>();
        Enumeration<?> names = message.getPropertyNames();
        while (names.hasMoreElements()) {
            String name = (String) names.nextElement();
            if (!name.startsWith("_") && !name.startsWith("JMS")) {
                kept.put(name, message.getObjectProperty(name));
            }
        }
        message.clearProperties();
        for (Map.Entry<String, Object> property : kept.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        message.setStringProperty(SmsQueues.ORIGIN, SmsQueues.INFLIGHT_PREFIX + settings.instance);
        message.setIntProperty(SmsQueues.DELIVERIES, deliveries);
        context.createProducer().send(queues.find(context, SmsQueues.DEAD), message);
    }

    /** One message out of the inflight queue, as part of the present transaction; null when there is none like that. */
    private @Nullable Message take(String selector) {
        try (JMSConsumer consumer = context.createConsumer(inflight(), selector)) {
            return consumer.receive(PATIENCE.toMillis());
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

    private Queue inflight() {
        return queues.find(context, SmsQueues.INFLIGHT_PREFIX + settings.instance);
    }
}
