package dev.countersign.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Artemis with the journal settings of the product's server, and nothing around it. */
final class BareBroker implements AutoCloseable {

    private static final int BODY_OCTETS = 600;
    private static final long PATIENCE_MILLIS = 10_000;

    private final EmbeddedActiveMQ broker;
    private final ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://0");

    private BareBroker(EmbeddedActiveMQ broker) {
        this.broker = broker;
    }

    static BareBroker start() throws Exception {
        Path folder = Folders.fresh("broker");
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJournalType(JournalType.NIO)
                .setPersistIDCache(true)
                .setIDCacheSize(20_000)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setNodeManagerLockDirectory(folder.toString())
                .addAcceptorConfiguration("in-vm", "vm://0");
        return new BareBroker(
                new EmbeddedActiveMQ().setConfiguration(configuration).start());
    }

    /** Each thread has a queue of its own, and commits after each message that it sends and after each that it takes. */
    double perSecond(int threads, double seconds) throws Exception {
        Samples commits = new Samples();
        double took = Clients.run(threads, seconds, () -> work(commits));
        return commits.size() / took;
    }

    private Clients.Work work(Samples commits) throws JMSException {
        JMSContext jms = connections.createContext(JMSContext.SESSION_TRANSACTED);
        Queue queue = jms.createQueue("bench." + Thread.currentThread().getId());
        JMSProducer producer = jms.createProducer();
        JMSConsumer consumer = jms.createConsumer(queue);
        BytesMessage message = jms.createBytesMessage();
        message.writeBytes(new byte[BODY_OCTETS]);
        return new Clients.Work() {
            @Override
            public boolean once() {
                producer.send(queue, message);
                commit();
                if (consumer.receive(PATIENCE_MILLIS) == null) {
                    throw new IllegalStateException("A message that was sent did not come");
                }
                commit();
                return true;
            }

            private void commit() {
                long begun = System.nanoTime();
                jms.commit();
                commits.add(System.nanoTime() - begun);
            }

            @Override
            public void end() {
                jms.close();
            }
        };
    }

    @Override
    public void close() {
        connections.close();
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The broker did not stop", e);
        }
    }
}
