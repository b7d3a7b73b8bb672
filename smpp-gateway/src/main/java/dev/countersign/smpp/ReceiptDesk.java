package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings receipts to the orders that they are about, and tells the core of them. A negative one of an order that another carrier may
 * still have is held until that is decided.
 */
final class ReceiptDesk {

    private static final System.Logger LOG = System.getLogger(ReceiptDesk.class.getName());
    private static final Duration OVERTAKING = Duration.ofSeconds(1);
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final CarrierNetwork network;
    private final RecentOrders recent;
    private final ReceiptWatch watch;
    private final Together<SmsReceipt> told;
    private final Steps steps;
    private final String instance;
    private final Clock clock;
    private final Underway orders;
    private final Map<UUID, Mark.Taken> proofs = new ConcurrentHashMap<>();

    /** The orders that are not settled yet. */
    interface Underway {

        boolean isOpen(UUID key);

        /** Something came for an order that was open a moment ago. */
        void heard(UUID key);
    }

    /**
     * Without receipts.
     *
     * @param told writes to the core
     * @param instance name of this gateway
     */
    ReceiptDesk(
            CarrierNetwork network,
            RecentOrders recent,
            ReceiptWatch watch,
            Together<SmsReceipt> told,
            Steps steps,
            String instance,
            Clock clock,
            Underway orders) {
        this.network = network;
        this.recent = recent;
        this.watch = watch;
        this.told = told;
        this.steps = steps;
        this.instance = instance;
        this.clock = clock;
        this.orders = orders;
    }

    /**
     * Passes a receipt on; completes when the broker has it, or when it is held until another carrier has had its chance, and
     * fails where the carrier has to bring it again. One that names no message that is known may have overtaken its submit_sm_resp; where it could move an order on, it is
     * looked at again a second later.
     */
    CompletableFuture<Void> receive(String carrier, Receipt heard) {
        Optional<CarrierLine> line = network.find(carrier);
        Receipt receipt =
                line.map(known -> heard.inWordsOf(known.carrier().statuses())).orElse(heard);
        boolean early = recent.findKey(carrier, receipt).isEmpty()
                && !network.failoverTime(carrier).isZero()
                && line.filter(known -> known.window().outstanding() > 0).isPresent();
        if (early) {
            steps.later(OVERTAKING, () -> steps.stubbornly(() -> pass(carrier, receipt), () -> {}));
            return DONE;
        }
        return pass(carrier, receipt);
    }

    private CompletableFuture<Void> pass(String carrier, Receipt receipt) {
        Optional<UUID> key = recent.findKey(carrier, receipt);
        SmsReceipt news = new SmsReceipt(
                key.orElse(null),
                Carrier.coreId(carrier, receipt.messageId()),
                receipt.state(),
                receipt.errorCode(),
                clock.instant(),
                instance);
        if (key.isPresent() && receipt.isNegative() && recent.isSuperseded(carrier, key.get())) {
            LOG.log(System.Logger.Level.INFO, "sms.receipt key={0} carrier={1} event=superseded", key.get(), carrier);
            return DONE;
        }
        return key.isPresent() && orders.isOpen(key.get())
                ? receiveOpen(key.get(), carrier, receipt, news)
                : told.write(news);
    }

    private CompletableFuture<Void> receiveOpen(UUID key, String carrier, Receipt receipt, SmsReceipt news) {
        if (!recent.isSuperseded(carrier, key)) {
            proofs.put(key, new Mark.Taken(carrier, receipt.messageId()));
        }
        return tellOrHold(key, carrier, receipt, news).thenRun(() -> steps.run(() -> orders.heard(key)));
    }

    private CompletableFuture<Void> tellOrHold(UUID key, String carrier, Receipt receipt, SmsReceipt news) {
        if (!receipt.isNegative()) {
            return told.write(news).thenRun(() -> watch.good(key));
        }
        if (network.failoverTime(carrier).isZero()) {
            return told.write(news);
        }
        watch.hold(key, carrier, news);
        return DONE;
    }

    /** What a receipt has proven: that a carrier took the order. */
    Optional<Mark.Taken> findProof(UUID key) {
        return Optional.ofNullable(proofs.get(key));
    }

    /** The carrier that took it delivered nothing. */
    void dropProof(UUID key) {
        proofs.remove(key);
    }

    /** The order is settled: what was held for it is told. */
    void release(UUID key) {
        proofs.remove(key);
        watch.release(key).ifPresent(held -> steps.stubbornly(() -> told.write(held), () -> {}));
    }
}
