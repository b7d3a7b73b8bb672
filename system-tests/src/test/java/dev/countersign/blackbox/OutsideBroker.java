package dev.countersign.blackbox;

import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.launcher.Broker;
import dev.countersign.launcher.BrokerProcess;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A broker outside of the servers, as {@code docker/artemis/broker.xml} describes it. */
public record OutsideBroker(BrokerProcess process) implements AutoCloseable {

    private static final Path SETTINGS = Path.of("../docker/artemis/broker.xml");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** In a folder that is new, or that an earlier one has left. */
    public static OutsideBroker start(Path folder) {
        Product.empty(folder);
        try {
            List<String> program = List.of("-cp", System.getProperty("java.class.path"), BrokerMain.class.getName());
            return new OutsideBroker(BrokerProcess.start(folder, SETTINGS, program, RANDOM));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Broker address() {
        return process.broker();
    }

    /** Keys of the orders that wait for a gateway. */
    public Set<UUID> orders() {
        Set<UUID> keys = new TreeSet<>();
        try (JMSContext context = context();
                QueueBrowser browser = context.createBrowser(context.createQueue(SmsQueues.ORDERS))) {
            Enumeration<?> waiting = browser.getEnumeration();
            while (waiting.hasMoreElements()) {
                Message message = (Message) waiting.nextElement();
                keys.add(UUID.fromString(message.getStringProperty(SmsQueues.MESSAGE_KEY)));
            }
            return keys;
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for an order that is none of these. */
    public UUID awaitOrderBesides(Set<UUID> others) {
        return Eventually.get(
                "another order",
                PATIENCE,
                () -> orders().stream().filter(key -> !others.contains(key)).findFirst());
    }

    /** Puts a message where those lie that no consumer could take, as who reads a queue does with what he cannot read. */
    public void bury(String type, String origin, UUID key, String body) {
        try (JMSContext context = context()) {
            context.createProducer()
                    .setJMSType(type)
                    .setProperty(SmsQueues.MESSAGE_KEY, key.toString())
                    .setProperty(SmsQueues.ORIGIN, origin)
                    .setProperty(SmsQueues.DELIVERIES, SmsQueues.TRIES)
                    .send(context.createQueue(SmsQueues.DEAD), body);
        }
    }

    private JMSContext context() {
        Broker broker = address();
        return new ActiveMQConnectionFactory("tcp://" + broker.host() + ":" + broker.port())
                .createContext(broker.user(), broker.password());
    }

    @Override
    public void close() {
        process.close();
    }
}
