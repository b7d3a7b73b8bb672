package dev.countersign.sms;

import dev.countersign.contracts.sms.v1.GatewayReport;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the last word of each gateway. One report at a time on this node, from lookup to commit: the first two reports of
 * a new gateway arrive together, and both would insert its row.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class GatewayRegister {

    private final Object turn = new Object();

    @Inject
    private SmsOutbox outbox;

    @Inject
    private CarrierReach reach;

    @Inject
    private Clock clock;

    @Resource
    private UserTransaction transaction;

    /** Writes the report down in a transaction of its own; a repeated one changes nothing but the time. */
    public void take(GatewayReport report) {
        synchronized (turn) {
            try {
                transaction.begin();
                write(report);
                transaction.commit();
            } catch (NotSupportedException
                    | RollbackException
                    | HeuristicMixedException
                    | HeuristicRollbackException
                    | SystemException e) {
                throw new IllegalStateException("a gateway report was not stored", e);
            }
        }
    }

    /** Whether some gateway has a session to a message center; false when none has reported for 15 seconds. */
    public boolean isGatewayBound() {
        return reach.isBound();
    }

    /** Which carriers take less than all messages, or none, for the operator; empty where all are well. */
    public String carrierNote() {
        return reach.note();
    }

    /** Last reports of the gateways that have reported within 15 seconds. */
    public List<GatewayReport> listReports() {
        return outbox.listGateways(CarrierReach.PRESENCE, clock.instant()).stream()
                .flatMap(gateway -> gateway.lastReport().stream())
                .toList();
    }

    /** Names under which several gateways have reported within 15 seconds. */
    public List<String> listShared() {
        return reach.listShared();
    }

    private void write(GatewayReport report) {
        Instant now = clock.instant();
        Optional<GatewayPresence> known = outbox.findGateway(report.gateway());
        known.ifPresent(gateway -> gateway.report(report, now));
        if (known.isEmpty()) {
            outbox.add(new GatewayPresence(report, now));
        }
    }
}
