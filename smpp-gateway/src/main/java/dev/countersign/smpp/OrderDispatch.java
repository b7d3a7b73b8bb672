package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.smpp.route.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Walks orders to carriers as {@link OrderJourney} shows. One step of an order at a time; many orders side by side, as many
 * as the windows let through. The caller has committed an order to the inflight queue before it hands it over.
 */
final class OrderDispatch {

    private static final System.Logger LOG = System.getLogger(OrderDispatch.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration OVERTAKING = Duration.ofSeconds(1);
    private static final int MOST_TOGETHER = 50;
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final CarrierNetwork network;
    private final GatewayMemory memory;
    private final Together<SmsResult> results;
    private final Together<SmsReceipt> receipts;
    private final Unsettled unsettled;
    private final DispatchSettings settings;
    private final Clockwork clockwork;
    private final Steps steps;
    private final RecentOrders recent = new RecentOrders();
    private final CarrierWalk walk;
    private final Set<UUID> open = ConcurrentHashMap.newKeySet();
    private final Map<UUID, OrderJourney> waiting = new ConcurrentHashMap<>();
    private final Map<UUID, Mark.Taken> proofs = new ConcurrentHashMap<>();
    private final ReceiptWatch watch = new ReceiptWatch();

    /**
     * Without orders.
     *
     * @param helpers runs the steps that wait for no carrier
     */
    OrderDispatch(
            CarrierNetwork network,
            GatewayMemory memory,
            Unsettled unsettled,
            DispatchSettings settings,
            Clockwork clockwork,
            Executor helpers) {
        this.network = network;
        this.memory = memory;
        this.results = new Together<>(MOST_TOGETHER, memory::settle, helpers);
        this.receipts = new Together<>(MOST_TOGETHER, memory::tell, helpers);
        this.unsettled = unsettled;
        this.settings = settings;
        this.clockwork = clockwork;
        this.steps = new Steps(helpers, clockwork, settings.pauses());
        this.walk = new CarrierWalk(recent, clockwork.clock());
    }

    /** Whether the order is under way here. */
    boolean isOpen(UUID messageKey) {
        return open.contains(messageKey);
    }

    /** Whether a route leads to its number. */
    boolean hasRoute(SmsOrder order) {
        return !carriers(order).isEmpty();
    }

    /** Reserves a place for a new order at the best carrier that has one; empty when there is none within {@code patience}. */
    Optional<ReservedPlace> admit(SmsOrder order, Duration patience) {
        if (!unsettled.admit(patience)) {
            return Optional.empty();
        }
        Duration left = patience;
        for (String name : carriers(order)) {
            Optional<CarrierLine> line =
                    network.find(name).filter(found -> found.window().isBound());
            if (line.isPresent()) {
                if (line.get().window().enter(left)) {
                    return Optional.of(new ReservedPlace(this, order, line.get()));
                }
                left = Duration.ZERO;
            }
        }
        unsettled.settled();
        return Optional.empty();
    }

    /** Gives a reserved place back. */
    void withdraw(CarrierLine line) {
        line.window().leave();
        unsettled.settled();
    }

    /** Walks a new order, for which a place has been reserved. */
    void begin(SmsOrder order, CarrierLine line) {
        open.add(order.messageKey());
        OrderJourney journey = OrderJourney.begin(order, line.name());
        if (!line.run(() -> Steps.guard(() -> next(walk.walk(journey, line))))) {
            line.window().leave();
            steps.run(() -> next(journey.leave()));
        }
    }

    /** Takes up an order that was found in the inflight queue at start. */
    void takeUp(GatewayMemory.Inflight inflight) {
        SmsOrder order = inflight.order();
        Mark mark = inflight.mark();
        if (!open.add(order.messageKey())) {
            return;
        }
        if (mark.taken().isPresent()) {
            Mark.Taken taken = mark.taken().get();
            OrderJourney journey = OrderJourney.foundTaken(order, mark, taken);
            recent.sent(journey);
            recent.taken(taken.carrier(), taken.messageId(), journey.key());
            watchOver(journey);
        } else {
            OrderJourney journey = OrderJourney.found(order, mark);
            unsettled.found();
            recent.sent(journey);
            await(journey);
        }
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
                && !failoverTime(carrier).isZero()
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
                clockwork.clock().instant(),
                settings.instance());
        if (key.isPresent() && receipt.isNegative() && recent.isSuperseded(carrier, key.get())) {
            LOG.log(System.Logger.Level.INFO, "sms.receipt key={0} carrier={1} event=superseded", key.get(), carrier);
            return DONE;
        }
        return key.isPresent() && open.contains(key.get())
                ? receiveOpen(key.get(), carrier, receipt, news)
                : receipts.write(news);
    }

    private CompletableFuture<Void> receiveOpen(UUID key, String carrier, Receipt receipt, SmsReceipt news) {
        if (!recent.isSuperseded(carrier, key)) {
            proofs.put(key, new Mark.Taken(carrier, receipt.messageId()));
        }
        return tellOrHold(key, carrier, receipt, news).thenRun(() -> steps.run(() -> heard(key)));
    }

    private CompletableFuture<Void> tellOrHold(UUID key, String carrier, Receipt receipt, SmsReceipt news) {
        if (!receipt.isNegative()) {
            return receipts.write(news).thenRun(() -> watch.good(key));
        }
        if (failoverTime(carrier).isZero()) {
            return receipts.write(news);
        }
        watch.hold(key, carrier, news);
        return DONE;
    }

    /** Something came for an order that was open a moment ago. */
    private void heard(UUID key) {
        decide(key);
        watch.end(key).ifPresent(this::unwatched);
        if (!open.contains(key)) {
            release(key);
        }
    }

    private List<String> carriers(SmsOrder order) {
        return network.order(destination(order));
    }

    private static Destination destination(SmsOrder order) {
        return new Destination(order.to(), Optional.ofNullable(order.network()));
    }

    private void next(OrderJourney journey) {
        switch (journey.state()) {
            case PAUSED -> steps.later(pause(journey), () -> next(journey.resume()));
            case LEAVING -> leave(journey);
            case WAITING -> await(journey);
            case READY -> enter(journey);
            case SUBMITTED -> submitted(journey);
            case REFUSED, EXPIRED, UNCERTAIN -> conclude(journey);
        }
    }

    /** While every carrier pauses it waits for one to come back. */
    private void leave(OrderJourney journey) {
        if (journey.isExpired(clockwork.clock().instant())) {
            next(journey.expire());
        } else if (network.list().isEmpty()) {
            steps.later(PATIENCE, () -> next(journey));
        } else {
            next(journey.goOn(carriers(journey.order())));
        }
    }

    /** Throttling is answered by the window's growing break for all; the order's own pause then only spreads them. */
    private Duration pause(OrderJourney journey) {
        boolean throttled = network.find(journey.carrier())
                .filter(line -> line.carrier().statuses().of(journey.commandStatus()) == CommandStatus.SLOW_DOWN)
                .isPresent();
        return settings.pauses().pause(throttled ? 0 : journey.pauses() - 1, clockwork.random());
    }

    /** Waits on the carrier's own threads for a place in its window. */
    private void enter(OrderJourney journey) {
        Optional<CarrierLine> line = network.find(journey.carrier());
        if (line.isEmpty() || !line.get().run(() -> Steps.guard(() -> enter(journey, line.get())))) {
            next(journey.leave());
        }
    }

    private void enter(OrderJourney journey, CarrierLine line) {
        if (journey.isExpired(clockwork.clock().instant())) {
            next(journey.expire());
        } else if (line.window().isBound() && line.window().enter(PATIENCE)) {
            next(walk.walk(journey, line));
        } else {
            next(journey.leave());
        }
    }

    private void await(OrderJourney journey) {
        log("unanswered", journey);
        waiting.put(journey.key(), journey);
        if (proofs.containsKey(journey.key())) {
            decide(journey.key());
        } else {
            Duration wait = network.find(journey.carrier())
                    .map(line -> line.carrier().receipts().patience())
                    .orElseGet(network::longestReceiptWait);
            steps.later(wait, () -> decide(journey.key()));
        }
    }

    /** Called when the wait is over and when a receipt comes; only the first call finds the order waiting. */
    private void decide(UUID key) {
        OrderJourney journey = waiting.remove(key);
        if (journey == null) {
            return;
        }
        Mark.Taken proof = proofs.get(key);
        if (proof != null) {
            next(journey.proven(proof.carrier(), proof.messageId()));
        } else if (journey.mayRepeat(clockwork.clock().instant())) {
            repeat(journey);
        } else {
            next(journey.giveUp());
        }
    }

    private void repeat(OrderJourney journey) {
        try {
            memory.mark(journey.key(), new Mark(true, journey.tour().barred(), Optional.empty()));
            log("repeat", journey);
            next(journey.tour()
                    .pass()
                    .next(carriers(journey.order()))
                    .filter(network::isUp)
                    .map(journey::repeatAt)
                    .orElseGet(journey::repeat));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "sms.memory key={0} event=no-mark cause={1}", journey.key(), e);
            await(journey);
        }
    }

    /** It is over, unless its carrier is one whose receipts are awaited and another carrier could still have it. */
    private void submitted(OrderJourney journey) {
        watch.forgetOthers(journey.key(), journey.carrier());
        Duration failover = failoverTime(journey.carrier());
        Instant end = clockwork.clock().instant().plus(failover);
        String id = journey.stay().firstMessageId();
        if (failover.isZero()
                || id == null
                || journey.isExpired(end)
                || another(journey).isEmpty()
                || watch.isFull()) {
            conclude(journey);
            return;
        }
        Mark mark = new Mark(
                journey.repeated(), journey.tour().barred(), Optional.of(new Mark.Taken(journey.carrier(), id)));
        steps.stubbornly(Steps.waiting(() -> memory.tellAndKeep(result(journey), mark)), () -> {
            log("taken", journey);
            unsettled.settled();
            watchOver(journey.tell());
        });
    }

    private Duration failoverTime(String carrier) {
        return network.find(carrier)
                .map(line -> line.carrier().receipts().failover())
                .orElse(Duration.ZERO);
    }

    /** A carrier that has not had it yet. */
    private Optional<String> another(OrderJourney journey) {
        return journey.tour().bar().anew().next(carriers(journey.order()));
    }

    private void watchOver(OrderJourney journey) {
        watch.begin(journey);
        steps.later(
                failoverTime(journey.carrier()), () -> watch.timeOut(journey).ifPresent(this::unwatched));
        // What came while the result was written.
        watch.end(journey.key()).ifPresent(this::unwatched);
    }

    /** The watch is over: by a good receipt, by a negative one, or by its time. Of a carrier that is gone none could come. */
    private void unwatched(ReceiptWatch.Ended ended) {
        OrderJourney journey = ended.journey();
        boolean another = !ended.satisfied()
                && network.find(journey.carrier()).isPresent()
                && !journey.isExpired(clockwork.clock().instant())
                && another(journey).filter(network::isUp).isPresent();
        if (!another) {
            steps.stubbornly(Steps.waiting(() -> memory.drop(journey.key())), () -> forget(journey));
            return;
        }
        OrderJourney onward = journey.failOver();
        Mark mark = new Mark(journey.repeated(), onward.tour().barred(), Optional.empty());
        steps.stubbornly(Steps.waiting(() -> memory.mark(journey.key(), mark)), () -> {
            recent.supersede(journey.carrier(), journey.key());
            proofs.remove(journey.key());
            unsettled.found();
            log("failover", onward);
            next(onward);
        });
    }

    /** The end of an order. What the core has been told before is not taken back. */
    private void conclude(OrderJourney journey) {
        boolean known = journey.told() && journey.state() != OrderJourney.State.SUBMITTED;
        if (journey.state() == OrderJourney.State.UNCERTAIN) {
            // A carrier may have it: what an earlier one said is no reason to give it up.
            watch.release(journey.key());
        }
        Runnable end = () -> {
            unsettled.settled();
            forget(journey);
        };
        // The broker is not waited for on the threads of the carrier: they have the next order to submit.
        if (known) {
            steps.run(() -> steps.stubbornly(Steps.waiting(() -> memory.drop(journey.key())), end));
        } else {
            SmsResult result = result(journey);
            steps.stubbornly(() -> results.write(result), end);
        }
    }

    private void forget(OrderJourney journey) {
        log("settled", journey);
        open.remove(journey.key());
        proofs.remove(journey.key());
        release(journey.key());
    }

    /** Tells a receipt that was held for nothing. */
    private void release(UUID key) {
        watch.release(key).ifPresent(held -> steps.stubbornly(() -> receipts.write(held), () -> {}));
    }

    private SmsResult result(OrderJourney journey) {
        return journey.result(
                clockwork.clock().instant(),
                settings.instance(),
                network.findRoute(destination(journey.order()), journey.carrier()));
    }

    private static void log(String event, OrderJourney journey) {
        LOG.log(
                System.Logger.Level.INFO,
                "sms.order key={0} event={1} state={2} carrier={3} parts={4} pauses={5} repeated={6} status=0x{7}",
                journey.key(),
                event,
                journey.state(),
                journey.carrier(),
                journey.stay().partsTaken(),
                journey.pauses(),
                journey.repeated(),
                Integer.toHexString(journey.commandStatus()));
    }
}
