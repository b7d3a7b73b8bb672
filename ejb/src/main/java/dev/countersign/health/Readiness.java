package dev.countersign.health;

import dev.countersign.contracts.sms.v1.SmsQueues;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.QueueBrowser;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Asks every part that a login needs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Readiness {

    private static final System.Logger LOG = System.getLogger(Readiness.class.getName());

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    @Inject
    private DatabaseProbe database;

    /** One check a part, always all of them and in the same order. */
    public List<Check> listChecks() {
        return List.of(
                check("database", this::isDatabaseUp, "the database does not answer"),
                check("broker", this::isBrokerUp, "the message broker does not answer"),
                check("smsc", database::isGatewayBound, "no SMS gateway with a bound session has reported for 15 s"));
    }

    private Check check(String name, BooleanSupplier probe, String whenDown) {
        try {
            boolean up = probe.getAsBoolean();
            return new Check(name, up, up ? "" : whenDown);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "Check " + name + " failed", e);
            return new Check(name, false, whenDown);
        }
    }

    private boolean isDatabaseUp() {
        database.ask();
        return true;
    }

    private boolean isBrokerUp() {
        try (JMSContext jms = connections.createContext();
                QueueBrowser dead = jms.createBrowser(jms.createQueue(SmsQueues.DEAD))) {
            return dead.getEnumeration() != null;
        } catch (jakarta.jms.JMSException e) {
            return false;
        }
    }
}
