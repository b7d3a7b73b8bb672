package dev.countersign.health;

import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.deadletter.DeadLetters;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks the message broker, on a thread of its own: what stands between it and the server may take a connection and never answer, and then
 * all who want one wait for each other.
 */
@ApplicationScoped
class BrokerProbe {

    private static final System.Logger LOG = System.getLogger(BrokerProbe.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int IDLE_SECONDS = 60;

    /**
     * How the broker is.
     *
     * @param up whether it answers
     * @param letters how many dead letters lie there; empty if that is not known
     */
    record State(boolean up, OptionalInt letters) {}

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    @Inject
    private DeadLetters letters;

    private ThreadPoolExecutor thread;
    private OneAsk<State> question;

    @PostConstruct
    void start() {
        thread = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        thread.allowCoreThreadTimeOut(true);
        question = new OneAsk<>(this::look, thread, PATIENCE);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    /** Waits two seconds at most. */
    State ask() {
        return question.ask().orElse(new State(false, OptionalInt.empty()));
    }

    private State look() {
        return isUp() ? new State(true, countLetters()) : new State(false, OptionalInt.empty());
    }

    private boolean isUp() {
        try (JMSContext jms = connections.createContext();
                QueueBrowser dead = jms.createBrowser(jms.createQueue(SmsQueues.DEAD))) {
            return dead.getEnumeration() != null;
        } catch (JMSException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The broker does not answer", e);
            return false;
        }
    }

    private OptionalInt countLetters() {
        try {
            return OptionalInt.of(letters.count());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Dead letters cannot be counted", e);
            return OptionalInt.empty();
        }
    }
}
