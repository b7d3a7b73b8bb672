package dev.countersign.login;

import dev.countersign.announce.Gathering;
import dev.countersign.announce.PacedThreads;
import dev.countersign.contracts.audit.v1.AuditTopic;
import dev.countersign.push.PushMoved;
import dev.countersign.sms.SmsMoved;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Tells all nodes that an attempt went on. A lost hint costs a waiting client three seconds and nothing else. An EJB that
 * is there from the start, because the commit that wakes it may end a message's delivery, where no name can be looked up.
 * What the commit calls says SUPPORTS: a transaction that has ended can be suspended but not on every server resumed.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AttemptAnnouncer {

    /** The topic of hints; the body has the ids of attempts, a line each. */
    static final String TOPIC = AuditTopic.NAME;

    /** JMSType of hints. */
    static final String TYPE = "AttemptHints.v2";

    private static final System.Logger LOG = System.getLogger(AttemptAnnouncer.class.getName());
    private static final long LIFE_MILLIS = 10_000;
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_TOGETHER = 500;
    private static final Duration PAUSE = Duration.ofMillis(30);

    private final Gathering<String> hints = new Gathering<>(MOST_WAITING);

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    @Inject
    private PacedThreads threads;

    private Executor paced;

    @PostConstruct
    void start() {
        paced = threads.every(PAUSE);
    }

    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void onChange(@Observes(during = TransactionPhase.AFTER_SUCCESS) AttemptChanged event) {
        announce(event.attemptId());
    }

    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void onPush(@Observes(during = TransactionPhase.AFTER_SUCCESS) PushMoved event) {
        announce(event.attempt());
    }

    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void onSms(@Observes(during = TransactionPhase.AFTER_SUCCESS) SmsMoved event) {
        announce(event.subject());
    }

    private void announce(String attemptId) {
        if (!hints.add(attemptId, paced, this::announceAll)) {
            LOG.log(System.Logger.Level.DEBUG, "A hint was not sent: too many wait for the broker");
        }
    }

    private void announceAll(Queue<String> waiting) {
        try (JMSContext jms = connections.createContext()) {
            Topic topic = jms.createTopic(TOPIC);
            JMSProducer producer = jms.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setTimeToLive(LIFE_MILLIS)
                    .setJMSType(TYPE);
            for (Set<String> next = take(waiting); !next.isEmpty(); next = take(waiting)) {
                producer.send(topic, String.join("\n", next));
            }
        } catch (JMSRuntimeException e) {
            waiting.clear();
            LOG.log(System.Logger.Level.DEBUG, "Hints were not sent", e);
        }
    }

    /** Each attempt once, however much has happened to it. */
    private static Set<String> take(Queue<String> waiting) {
        Set<String> taken = new LinkedHashSet<>();
        for (String next = waiting.poll(); next != null; next = taken.size() < MOST_TOGETHER ? waiting.poll() : null) {
            taken.add(next);
        }
        return taken;
    }
}
