package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsHeard;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.contracts.sms.v1.SmsStalled;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What the gateway remembers and tells: the broker. Each method is one transaction of its own; when it returns, the
 * broker has it. Any unchecked exception means that nothing has changed.
 */
public interface GatewayMemory {

    /**
     * An order in the inflight queue.
     *
     * @param order the order
     * @param mark what is noted beside it
     */
    record Inflight(SmsOrder order, Mark mark) {}

    /** The inflight queue, oldest first. What cannot be opened is moved to the dead-letter queue. */
    List<Inflight> listInflight();

    /** Those in the inflight queue whose message keys are wanted, oldest first. What cannot be opened stays there for the next start. */
    List<Inflight> listInflight(Predicate<UUID> wanted);

    /**
     * Notes something beside an order in the inflight queue, in place of what was noted before. False when the order does not lie there: it is
     * another's by now, or was put away.
     */
    boolean mark(UUID messageKey, Mark mark);

    /** Sends a result and keeps the order in the inflight queue, with a note. False, and nothing is sent, when it does not lie there. */
    boolean tellAndKeep(SmsResult result, Mark mark);

    /** Takes orders out of the inflight queue and sends their results; all or none. */
    void settle(List<SmsResult> results);

    /** Takes the order out of the inflight queue: the core knows all. */
    void drop(UUID messageKey);

    /** Says of orders that they wait for a carrier; all or none. */
    void tellStalled(List<SmsStalled> stalled);

    /** Sends receipts; all or none. */
    void tell(List<SmsReceipt> receipts);

    /** Tells the other gateways what this one heard; those that are there now, and at most once. */
    void passOn(List<SmsHeard> heard);

    /** What the core has told this gateway to work with since the last time; the newest of it. */
    Optional<GatewayBook> findBook();

    /** Sends how the gateway is; not kept over a restart of the broker. */
    void tell(GatewayReport report);
}
