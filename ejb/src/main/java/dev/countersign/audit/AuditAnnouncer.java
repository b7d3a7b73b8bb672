package dev.countersign.audit;

import dev.countersign.announce.Gathering;
import dev.countersign.announce.PacedThreads;
import dev.countersign.contracts.audit.v1.AuditFactEvent;
import dev.countersign.contracts.audit.v1.AuditHeadEvent;
import dev.countersign.contracts.audit.v1.AuditJson;
import dev.countersign.contracts.audit.v1.AuditTopic;
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
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Tells the topic what was decided, and what the head of the chain is. Facts leave after their commit and at most once: a
 * crash, or a broker that is away, loses some, and the export is the truth. An EJB that is there from the start, because
 * the commit that wakes it may end a message's delivery, where no name can be looked up.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditAnnouncer {

    private static final System.Logger LOG = System.getLogger(AuditAnnouncer.class.getName());
    private static final System.Logger HEADS = System.getLogger("dev.countersign.audit.head");
    private static final int MOST_WAITING = 10_000;
    private static final long FACT_LIFE_MILLIS = 600_000;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Gathering<AuditRecorded> facts = new Gathering<>(MOST_WAITING);

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    @Inject
    private PacedThreads threads;

    private Executor paced;

    @PostConstruct
    void start() {
        paced = threads.every(PAUSE);
    }

    /** SUPPORTS: the transaction has ended, and some servers could suspend it but not resume it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void onRecorded(@Observes(during = TransactionPhase.AFTER_SUCCESS) AuditRecorded event) {
        if (!facts.add(event, paced, this::announceAll)) {
            LOG.log(System.Logger.Level.DEBUG, "A fact was not announced: too many wait for the broker");
        }
    }

    /** Writes the head to the log, and sends it to the topic. */
    public void announce(SignedHead signed) {
        AuditHeadEvent event = new AuditHeadEvent(
                signed.head().sequence(),
                signed.head().chainHash(),
                signed.time(),
                signed.head().epoch(),
                signed.jws());
        HEADS.log(
                System.Logger.Level.INFO,
                "audit head sequence=" + event.sequence() + " epoch=" + event.epoch() + " time=" + event.time()
                        + " chainHash=" + event.chainHash() + " jws=" + event.jws());
        try (JMSContext jms = connections.createContext()) {
            jms.createProducer()
                    .setJMSType(AuditHeadEvent.TYPE)
                    .send(jms.createTopic(AuditTopic.NAME), AuditJson.write(event));
        } catch (JMSRuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A head of the audit chain stands in log and table only", e);
        }
    }

    private void announceAll(Queue<AuditRecorded> waiting) {
        try (JMSContext jms = connections.createContext()) {
            Topic topic = jms.createTopic(AuditTopic.NAME);
            JMSProducer producer = jms.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setTimeToLive(FACT_LIFE_MILLIS)
                    .setJMSType(AuditFactEvent.TYPE);
            for (AuditRecorded next = waiting.poll(); next != null; next = waiting.poll()) {
                producer.send(topic, AuditJson.write(event(next)));
            }
        } catch (JMSRuntimeException e) {
            waiting.clear();
            LOG.log(System.Logger.Level.DEBUG, "Facts were not announced", e);
        }
    }

    private static AuditFactEvent event(AuditRecorded recorded) {
        AuditFact fact = recorded.fact();
        return new AuditFactEvent(
                recorded.id(),
                recorded.at(),
                fact.actor(),
                fact.subject(),
                fact.type(),
                fact.reason(),
                fact.reference().value(),
                fact.correlationId());
    }
}
