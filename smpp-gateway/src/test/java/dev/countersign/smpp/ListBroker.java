package dev.countersign.smpp;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import dev.countersign.contracts.sms.v1.SmsJson;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsQueues;
import jakarta.ejb.SessionContext;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A broker whose queue of orders is a list, as one intake sees it, and the inflight queue another, as the gateway's memory does. What is sent to
 * the first lies there when it is committed, and is given out when its delay is over. Whoever waits for a message of it lets the time pass.
 */
final class ListBroker {

    private static final byte[] KEY = new byte[32];

    /** Names of the queues that something was sent to. */
    final List<String> moved = new ArrayList<>();

    /** What was sent to them, in the same order, where it was no text alone. */
    final List<TextMessage> sent = new ArrayList<>();

    /** What lies in the inflight queue of the first instance. */
    final List<TextMessage> inflight = new ArrayList<>();

    private final StandInClock clock;
    private final List<Lying> orders = new ArrayList<>();
    private final List<Lying> uncommitted = new ArrayList<>();
    private Duration life = Duration.ZERO;
    private Duration delay = Duration.ZERO;
    private boolean rollbackOnly;

    private record Lying(TextMessage message, Instant due, Instant end) {}

    /** What a method of the container's answers. */
    @FunctionalInterface
    private interface Reply {
        @Nullable
        Object to(Object[] arguments);
    }

    ListBroker(StandInClock clock) {
        this.clock = clock;
    }

    /** An intake that pulls from here, of the first instance. */
    @SuppressWarnings("UnnecessaryAssignment") // no container fills them here
    OrderIntake intake(Path directory, SmppGateway gateway) throws IOException {
        OrderIntake intake = new OrderIntake();
        intake.settings = settings(directory);
        intake.clock = clock;
        intake.gateway = gateway;
        intake.context = context();
        intake.delivery = stub(SessionContext.class, Map.of("getRollbackOnly", arguments -> rollbackOnly));
        intake.readKeys();
        return intake;
    }

    /** The memory of the first instance. */
    @SuppressWarnings("UnnecessaryAssignment") // no container fills them here
    BrokerMemory memory(Path directory) throws IOException {
        BrokerMemory memory = new BrokerMemory();
        memory.settings = settings(directory);
        memory.context = context();
        memory.readKeys();
        return memory;
    }

    @SuppressWarnings("UnnecessaryAssignment") // no container fills them here
    private static GatewaySettings settings(Path directory) throws IOException {
        Files.writeString(
                directory.resolve("sms-gateway.jwks"),
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"k1\",\"k\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(KEY) + "\"}]}");
        GatewaySettings settings = new GatewaySettings();
        settings.instance = "gateway1";
        settings.keysDirectory = directory.toString();
        return settings;
    }

    /** Every transaction is rolled back from now on. */
    void rollBack() {
        rollbackOnly = true;
    }

    /** What was sent since the last time lies in the queue. */
    void commit() {
        orders.addAll(uncommitted);
        uncommitted.clear();
    }

    /** How many orders lie there, also those that are not given out yet. */
    int size() {
        return orders.size();
    }

    /** How often something was sent to a queue. */
    long count(String queue) {
        return moved.stream().filter(queue::equals).count();
    }

    /** Puts an order that lives for a while. */
    UUID put(String number, Duration time) throws JOSEException {
        UUID key = UUID.randomUUID();
        put(key, key.toString(), number, time);
        return key;
    }

    /** Puts one with such a header; none where that is empty. */
    void put(UUID key, String header, String number, Duration time) throws JOSEException {
        SmsOrder order = order(key, number, time);
        orders.add(new Lying(message(order, header), clock.instant(), order.expiresAt()));
    }

    /** Lays one into the inflight queue, with such a header; none where that is empty. */
    void layInflight(UUID key, String header) throws JOSEException {
        inflight.add(message(order(key, "+4915112345678", Duration.ofMinutes(1)), header));
    }

    private SmsOrder order(UUID key, String number, Duration time) {
        Instant now = clock.instant();
        return new SmsOrder(key, number, "Code 042042", now, now.plus(time));
    }

    private static TextMessage message(SmsOrder order, String header) throws JOSEException {
        JWEObject jwe = new JWEObject(
                new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                        .keyID("k1")
                        .build(),
                new Payload(SmsJson.write(order)));
        jwe.encrypt(new DirectEncrypter(KEY));
        TextMessage message = message(jwe.serialize());
        if (!header.isEmpty()) {
            setKey(message, header);
        }
        return message;
    }

    /** Puts the first one a second time. */
    void putTwice() {
        orders.add(orders.get(0));
    }

    private static void setKey(TextMessage message, String key) {
        try {
            message.setStringProperty(SmsQueues.MESSAGE_KEY, key);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable TextMessage poll(Instant now) {
        orders.removeIf(lying -> !now.isBefore(lying.end));
        Optional<Lying> next =
                orders.stream().filter(lying -> !lying.due.isAfter(now)).min(Comparator.comparing(Lying::due));
        next.ifPresent(orders::remove);
        return next.map(Lying::message).orElse(null);
    }

    private @Nullable TextMessage receive(Duration patience) {
        Instant until = clock.instant().plus(patience);
        TextMessage message = poll(clock.instant());
        if (message == null) {
            clock.set(orders.stream()
                    .map(Lying::due)
                    .filter(due -> due.isBefore(until))
                    .min(Comparator.naturalOrder())
                    .orElse(until));
            message = poll(clock.instant());
        }
        return message;
    }

    private JMSContext context() {
        JMSConsumer consumer = stub(
                JMSConsumer.class,
                Map.of(
                        "receive",
                        arguments -> receive(Duration.ofMillis((Long) arguments[0])),
                        "receiveNoWait",
                        arguments -> poll(clock.instant())));
        return stub(
                JMSContext.class,
                Map.of(
                        "createQueue",
                        arguments -> stub(Queue.class, Map.of("toString", of -> arguments[0])),
                        "createConsumer",
                        arguments -> arguments.length == 1 ? consumer : selecting((String) arguments[1]),
                        "createBrowser",
                        arguments -> stub(
                                QueueBrowser.class,
                                Map.of("getEnumeration", of -> Collections.enumeration(List.copyOf(inflight)))),
                        "createProducer",
                        arguments -> producer(),
                        "createTextMessage",
                        arguments -> message((String) arguments[0])));
    }

    /** Takes out of the inflight queue what a header, or the message's id, is named for; it waits for nothing. */
    private JMSConsumer selecting(String selector) {
        return stub(JMSConsumer.class, Map.of("receive", arguments -> {
            Optional<TextMessage> found = inflight.stream()
                    .filter(message -> isSelected(message, selector))
                    .findFirst();
            found.ifPresent(inflight::remove);
            return found.orElse(null);
        }));
    }

    private static boolean isSelected(TextMessage message, String selector) {
        try {
            String value = selector.startsWith("JMSMessageID ")
                    ? message.getJMSMessageID()
                    : message.getStringProperty(SmsQueues.MESSAGE_KEY);
            return selector.contains("'" + value + "'");
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The settings of a producer hold for its one message. */
    private JMSProducer producer() {
        life = Duration.ofDays(1);
        delay = Duration.ZERO;
        Map<String, Reply> replies = new HashMap<>();
        JMSProducer producer = stub(JMSProducer.class, replies);
        replies.put("setTimeToLive", arguments -> {
            life = Duration.ofMillis((Long) arguments[0]);
            return producer;
        });
        replies.put("setDeliveryDelay", arguments -> {
            delay = Duration.ofMillis((Long) arguments[0]);
            return producer;
        });
        replies.put("setJMSType", arguments -> producer);
        replies.put("setProperty", arguments -> producer);
        replies.put("send", this::send);
        return producer;
    }

    private @Nullable Object send(Object[] arguments) {
        String queue = arguments[0].toString();
        moved.add(queue);
        if (arguments[1] instanceof TextMessage message) {
            sent.add(message);
            if (queue.equals(SmsQueues.ORDERS)) {
                Instant now = clock.instant();
                uncommitted.add(new Lying(message, now.plus(delay), now.plus(life)));
            }
        }
        return null;
    }

    private static TextMessage message(String body) {
        Map<String, Object> properties = new HashMap<>();
        String id = "ID:" + UUID.randomUUID();
        Map<String, Reply> replies = new HashMap<>();
        for (String type : List.of("String", "Int", "Boolean", "Object")) {
            replies.put("set" + type + "Property", arguments -> properties.put((String) arguments[0], arguments[1]));
            replies.put("get" + type + "Property", arguments -> properties.get((String) arguments[0]));
        }
        replies.put("getIntProperty", arguments -> properties.getOrDefault((String) arguments[0], 1));
        replies.put("getBooleanProperty", arguments -> properties.getOrDefault((String) arguments[0], false));
        replies.put("propertyExists", arguments -> properties.containsKey((String) arguments[0]));
        replies.put("getPropertyNames", arguments -> Collections.enumeration(List.copyOf(properties.keySet())));
        replies.put("clearProperties", arguments -> {
            properties.clear();
            return null;
        });
        replies.put("getJMSMessageID", arguments -> id);
        replies.put("getBody", arguments -> body);
        return stub(TextMessage.class, replies);
    }

    private static <T> T stub(Class<T> type, Map<String, Reply> replies) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            if (method.getName().equals("equals")) {
                return self == given[0];
            }
            Reply reply = replies.get(method.getName());
            return reply == null ? null : reply.to(given == null ? new Object[0] : given);
        }));
    }
}
