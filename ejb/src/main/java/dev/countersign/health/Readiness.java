package dev.countersign.health;

import dev.countersign.audit.ChainDesk;
import dev.countersign.budget.BudgetDesk;
import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.crypto.DataKeys;
import dev.countersign.crypto.Purpose;
import dev.countersign.deadletter.DeadLetters;
import dev.countersign.mail.MailBacklog;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks every part that a login needs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Readiness {

    static final String BROKER = "broker";
    static final String SMSC = "smsc";

    private static final String UNKNOWN = "not known while the database does not answer";

    private static final System.Logger LOG = System.getLogger(Readiness.class.getName());

    @Inject
    private BrokerProbe broker;

    @Inject
    private DatabaseProbe database;

    @Inject
    private DatabaseWatch watch;

    @Inject
    private ChainDesk chain;

    @Inject
    private BudgetDesk budget;

    @Inject
    private MailBacklog mails;

    @Inject
    private DataKeys keys;

    /** Read by the server's configuration too: with it there is no broker in this server. */
    @Inject
    @ConfigProperty(name = "countersign.broker.host")
    private Optional<String> brokerHost;

    /** One check a part, always all of them and in the same order. */
    public ReadyReport ask() {
        return new ReadyReport(listChecks(), brokerHost.isPresent());
    }

    private List<Check> listChecks() {
        BrokerProbe.State state = broker.ask();
        return List.of(
                database(),
                new Check(BROKER, state.up(), state.up() ? "" : "the message broker does not answer"),
                smsc(),
                keys(),
                deadLetters(state),
                told("audit", this::audit),
                told("sms-budget", () -> budget.show().note()),
                told("mail", mails::note));
    }

    /** Of this node alone: another one may have them open. */
    private Check keys() {
        Set<Purpose> missing = keys.missing();
        return new Check(
                "keys", missing.isEmpty(), missing.isEmpty() ? "" : "no current data key is open for " + missing);
    }

    /** Always up: what an operator has to look at is no reason to send logins elsewhere. */
    private static Check deadLetters(BrokerProbe.State state) {
        if (state.letters().isEmpty()) {
            return new Check("dead-letters", true, "not known while the broker does not answer");
        }
        int count = state.letters().getAsInt();
        String more = count == DeadLetters.MOST ? " or more" : "";
        return new Check(
                "dead-letters",
                true,
                count == 0 ? "" : count + more + " wait in " + SmsQueues.DEAD + " for an operator");
    }

    /** A chain that waits. */
    private String audit() {
        long overdue = chain.countOverdue();
        return overdue == 0 ? "" : overdue + " audit entries are unsealed for over 5 s";
    }

    /**
     * Never down: what it tells is a case for the operator and no reason to refuse logins, and another node knows no better. While the
     * database is away nobody waits for it.
     */
    private Check told(String name, Supplier<String> note) {
        try {
            if (watch.isUp()) {
                return new Check(name, true, note.get());
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "What is to be told of " + name + " could not be asked", e);
            return new Check(name, true, "could not be asked");
        }
        return new Check(name, true, UNKNOWN);
    }

    /** Goes by the watch, as the gate before the logins does: a database that is away would hold up the probe as well. */
    private Check database() {
        String fault = watch.isUp() ? askDatabase().fault() : watch.state().fault();
        return new Check("database", fault.isEmpty(), fault);
    }

    private DatabaseState askDatabase() {
        try {
            return database.ask();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The database could not be asked", e);
            return DatabaseState.SILENT;
        }
    }

    /** Down without any session alone: a slow or refusing carrier is as slow for the next node, and is told. */
    private Check smsc() {
        try {
            if (watch.isUp()) {
                return database.isGatewayBound()
                        ? new Check(SMSC, true, database.carrierNote())
                        : new Check(SMSC, false, "no SMS gateway with a bound session has reported for 15 s");
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "The gateways could not be asked for", e);
        }
        return new Check(SMSC, false, UNKNOWN);
    }
}
