package dev.countersign.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.countersign.audit.AuditAnnouncer;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.ChainHead;
import dev.countersign.audit.SignedHead;
import dev.countersign.contracts.audit.v1.AuditFactEvent;
import dev.countersign.contracts.audit.v1.AuditHeadEvent;
import dev.countersign.contracts.audit.v1.AuditJson;
import dev.countersign.contracts.audit.v1.AuditTopic;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.transaction.UserTransaction;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What leaves on the topic of events, and when. */
@ExtendWith(ArquillianExtension.class)
class AuditEventsIT {

    private static final long PATIENCE_MILLIS = 30_000;

    @Inject
    private AuditLog audit;

    @Inject
    private AuditAnnouncer announcer;

    @Resource
    private UserTransaction transaction;

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory broker;

    @Deployment
    static EnterpriseArchive product() {
        return ProductInServer.with(AuditEventsIT.class);
    }

    @Test
    void aFactLeavesAfterItsCommitAndNotAfterARollback() throws Exception {
        try (JMSContext context = broker.createContext();
                JMSConsumer consumer = consumer(context, AuditFactEvent.TYPE)) {
            transaction.begin();
            audit.record(AuditFact.byOperator("test", 1, "ROLLED_BACK", "OK"));
            transaction.rollback();
            transaction.begin();
            audit.record(AuditFact.byOperator("test", 2, "COMMITTED", "OK"));
            transaction.commit();

            String first = consumer.receiveBody(String.class, PATIENCE_MILLIS);

            assertNotNull(first);
            AuditFactEvent event = AuditJson.readFact(first);
            assertEquals("COMMITTED", event.type());
            assertEquals("user:2", event.subject());
            assertEquals("operator:test", event.actor());
        }
    }

    @Test
    void aHeadLeaves() {
        ChainHead head = new ChainHead(12, "0".repeat(64), 1);
        Instant time = Instant.parse("2026-03-02T09:00:00Z");
        try (JMSContext context = broker.createContext();
                JMSConsumer consumer = consumer(context, AuditHeadEvent.TYPE)) {
            announcer.announce(new SignedHead(head, time, "a.b.c"));

            AuditHeadEvent event = new AuditHeadEvent(12, head.chainHash(), time, 1, "a.b.c");
            AuditHeadEvent received;
            do {
                received = AuditJson.readHead(consumer.receiveBody(String.class, PATIENCE_MILLIS));
            } while (!received.equals(event));
            assertEquals(event, received);
        }
    }

    private static JMSConsumer consumer(JMSContext context, String type) {
        return context.createConsumer(context.createTopic(AuditTopic.NAME), "JMSType = '" + type + "'");
    }
}
