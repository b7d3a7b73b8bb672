package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsHeard;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /** So many are kept here that no broker has. */
    private static final int MOST_EARLY = 1000;

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final CarrierNetwork network;
    private final RecentOrders recent;
    private final ReceiptWatch watch;
    private final Silence silence;
    private final Together<SmsReceipt> told;
    private final Together<SmsHeard> elsewhere;
    private final Steps steps;
    private final String instance;
    private final Clock clock;
    private final Underway orders;
    private final Map<UUID, Mark.Taken> proofs = new ConcurrentHashMap<>();
    private final Set<Early> early = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

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
     * @param elsewhere tells the other gateways
     * @param instance name of this gateway
     */
    ReceiptDesk(
            CarrierNetwork network,
            RecentOrders recent,
            ReceiptWatch watch,
            Silence silence,
            Together<SmsReceipt> told,
            Together<SmsHeard> elsewhere,
            Steps steps,
            String instance,
            Clock clock,
            Underway orders) {
        this.network = network;
        this.recent = recent;
        this.watch = watch;
        this.silence = silence;
        this.told = told;
        this.elsewhere = elsewhere;
        this.steps = steps;
        this.instance = instance;
        this.clock = clock;
        this.orders = orders;
    }

    /**
     * Passes a receipt on; completes when the broker has it, or when it is held until another carrier has had its chance, and
     * fails where the carrier has to bring it again. One that names no message that is known may have overtaken its
     * submit_sm_resp; where it could move an order on, it is looked at again a second later, and until then a kill loses it.
     */
    CompletableFuture<Void> receive(String carrier, Receipt heard) {
        Receipt receipt = network.findCarrier(carrier)
                .map(known -> heard.inWordsOf(known.statuses()))
                .orElse(heard);
        if (closed || early.size() >= MOST_EARLY || !isEarly(carrier, receipt)) {
            return pass(carrier, receipt);
        }
        Early waiting = new Early(carrier, receipt);
        early.add(waiting);
        steps.later(OVERTAKING, () -> passEarly(waiting));
        if (closed) {
            passEarly(waiting);
        }
        return DONE;
    }

    private void passEarly(Early waiting) {
        if (early.remove(waiting)) {
            steps.stubbornly(() -> pass(waiting.carrier, waiting.receipt), () -> {});
        }
    }

    /** Passes on at once what was to be looked at later: the carrier brings none of it again. Nothing is put off any more. */
    void close() {
        closed = true;
        early.forEach(this::passEarly);
    }

    /** One that was acknowledged and may have overtaken its answer; the same one twice is two. */
    private static final class Early {

        private final String carrier;
        private final Receipt receipt;

        private Early(String carrier, Receipt receipt) {
            this.carrier = carrier;
            this.receipt = receipt;
        }
    }

    /** A receipt that came to another gateway, which tells the core. Nothing comes of it unless the order is under way here. */
    void receiveElsewhere(String carrier, Receipt receipt) {
        if (isEarly(carrier, receipt)) {
            steps.later(OVERTAKING, () -> hear(carrier, receipt));
        } else {
            hear(carrier, receipt);
        }
    }

    private boolean isEarly(String carrier, Receipt receipt) {
        return recent.findKey(carrier, receipt).isEmpty()
                && !network.failoverTime(carrier).isZero()
                && network.mayAnswer(carrier);
    }

    private void hear(String carrier, Receipt receipt) {
        Optional<UUID> known = recent.findKey(carrier, receipt);
        known.ifPresent(key -> learn(carrier, key, receipt));
        known.filter(orders::isOpen).ifPresent(key -> {
            if (isOutdated(carrier, key, receipt)) {
                return;
            }
            noteProof(key, carrier, receipt.messageId());
            if (receipt.isNegative()) {
                watch.hold(key, carrier, news(Optional.of(key), carrier, receipt));
            } else {
                watch.note(key, carrier, receipt);
            }
            steps.run(() -> orders.heard(key));
        });
    }

    /**
     * What a receipt for an order of ours says of the carrier: that its receipts reach us and tell something, and of each order once
     * whether it delivers.
     */
    private void learn(String carrier, UUID key, Receipt receipt) {
        if (receipt.isTelling()) {
            silence.end(carrier);
        }
        if (receipt.isFinal() && !recent.isSuperseded(carrier, key)) {
            recent.noteEnd(carrier, key, !receipt.isNegative(), clock.instant());
        }
    }

    private CompletableFuture<Void> pass(String carrier, Receipt receipt) {
        Optional<UUID> key = recent.findKey(carrier, receipt);
        if (key.isEmpty()) {
            return passOn(carrier, receipt);
        }
        SmsReceipt news = news(key, carrier, receipt);
        learn(carrier, key.get(), receipt);
        if (isOutdated(carrier, key.get(), receipt)) {
            LOG.log(System.Logger.Level.INFO, "sms.receipt key={0} carrier={1} event=superseded", key.get(), carrier);
            return DONE;
        }
        return orders.isOpen(key.get()) ? receiveOpen(key.get(), carrier, receipt, news) : told.write(news);
    }

    /**
     * Another gateway may have sent it, or this one before its start. Whether that one hears of it is no reason to have the carrier bring it
     * again. A negative one is told without its key: nobody here knows whether another carrier has the order by now, whose id the core then
     * has.
     */
    private CompletableFuture<Void> passOn(String carrier, Receipt receipt) {
        SmsReceipt news = news(receipt.key().filter(key -> !receipt.isNegative()), carrier, receipt);
        var unused = elsewhere.write(receipt.heardBy(instance, carrier)).whenComplete((nothing, failure) -> {
            if (failure != null) {
                LOG.log(System.Logger.Level.WARNING, "sms.receipt event=not-passed-on cause={0}", failure.toString());
            }
        });
        return told.write(news);
    }

    private SmsReceipt news(Optional<UUID> key, String carrier, Receipt receipt) {
        return new SmsReceipt(
                key.orElse(null),
                Carrier.coreId(carrier, receipt.messageId()),
                receipt.state(),
                receipt.errorCode(),
                clock.instant(),
                instance);
    }

    /** An answer that comes too late to settle the order says what a receipt would: that the carrier has it. */
    void answeredLate(UUID key, String carrier, String messageId) {
        if (orders.isOpen(key)) {
            noteProof(key, carrier, messageId);
            steps.run(() -> orders.heard(key));
        }
    }

    private void noteProof(UUID key, String carrier, String messageId) {
        if (!recent.isSuperseded(carrier, key)) {
            proofs.put(key, new Mark.Taken(carrier, messageId));
        }
    }

    /** Another carrier has the order by now: of this one only a delivery is news, and not that of a part. */
    private boolean isOutdated(String carrier, UUID key, Receipt receipt) {
        return receipt.state() == SmsReceipt.State.DELIVERED
                ? !recent.isDelivery(carrier, key)
                : recent.isSuperseded(carrier, key);
    }

    private CompletableFuture<Void> receiveOpen(UUID key, String carrier, Receipt receipt, SmsReceipt news) {
        noteProof(key, carrier, receipt.messageId());
        return tellOrHold(key, carrier, receipt, news).thenRun(() -> steps.run(() -> orders.heard(key)));
    }

    private CompletableFuture<Void> tellOrHold(UUID key, String carrier, Receipt receipt, SmsReceipt news) {
        if (!receipt.isNegative()) {
            return told.write(news).thenRun(() -> watch.note(key, carrier, receipt));
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
