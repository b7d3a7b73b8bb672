package dev.countersign.login;

import dev.countersign.announce.Gathering;
import dev.countersign.phone.SmsMoved;
import dev.countersign.push.PushMoved;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Topic;
import java.util.Queue;

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

    /** The topic of hints; the body is the id of the attempt. */
    static final String TOPIC = "countersign.events";

    /** JMSType of a hint. */
    static final String TYPE = "AttemptHint.v1";

    private static final System.Logger LOG = System.getLogger(AttemptAnnouncer.class.getName());
    private static final long LIFE_MILLIS = 10_000;
    private static final int MOST_WAITING = 10_000;

    private final Gathering<String> hints = new Gathering<>(MOST_WAITING);

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

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
        if (!hints.add(attemptId, executor, this::announceAll)) {
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
            for (String next = waiting.poll(); next != null; next = waiting.poll()) {
                producer.send(topic, next);
            }
        } catch (JMSRuntimeException e) {
            waiting.clear();
            LOG.log(System.Logger.Level.DEBUG, "Hints were not sent", e);
        }
    }
}
