package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.contracts.sms.v1.SmsStalled;
import java.time.Duration;
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
final class OrderDispatch implements ReceiptDesk.Underway, Failover.Orders {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_TOGETHER = 50;

    private final CarrierNetwork network;
    private final Unsettled unsettled;
    private final DispatchSettings settings;
    private final Clockwork clockwork;
    private final Steps steps;
    private final RecentOrders recent;
    private final CarrierWalk walk;
    private final Admission admission;
    private final StalledOrders stalled;
    private final Set<UUID> open = ConcurrentHashMap.newKeySet();
    private final TakenOrders taken = new TakenOrders();
    private final ReceiptWatch watch = new ReceiptWatch();
    private final ReceiptDesk receipts;
    private final Unanswered unanswered;
    private final Failover failover;
    private final Settlement settlement;

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
        this.recent = new RecentOrders(network::findRoute);
        this.unsettled = unsettled;
        this.settings = settings;
        this.clockwork = clockwork;
        this.steps = new Steps(helpers, clockwork, settings.pauses());
        this.admission = new Admission(network, unsettled, clockwork.clock());
        Together<SmsStalled> news = new Together<>(MOST_TOGETHER, memory::tellStalled, helpers);
        this.stalled = new StalledOrders(network, news, steps, clockwork, settings.instance());
        Silence silence = new Silence();
        this.receipts = new ReceiptDesk(
                network,
                recent,
                watch,
                silence,
                new Together<>(MOST_TOGETHER, memory::tell, helpers),
                new Together<>(MOST_TOGETHER, memory::passOn, helpers),
                steps,
                settings.instance(),
                clockwork.clock(),
                this);
        this.unanswered = new Unanswered(network, memory, receipts, steps, clockwork, this::next);
        this.failover =
                new Failover(network, memory, receipts, watch, silence, recent, unsettled, steps, clockwork, this);
        this.settlement = new Settlement(
                recent,
                memory,
                new Together<>(MOST_TOGETHER, memory::settle, helpers),
                watch,
                unsettled,
                steps,
                settings.instance(),
                clockwork.clock(),
                this::forget);
        this.walk = new CarrierWalk(recent, clockwork.clock(), this::next, unanswered::answeredLate);
    }

    /** Whether the order is under way here. */
    @Override
    public boolean isOpen(UUID messageKey) {
        return open.contains(messageKey);
    }

    /** Whether the order was taken here, now or lately. */
    boolean isTaken(UUID messageKey) {
        return taken.contains(messageKey);
    }

    /** Has what was acknowledged written before the gateway stops. */
    void close() {
        receipts.close();
    }

    /** Whether a route leads to its number. */
    boolean hasRoute(SmsOrder order) {
        return !network.carriersFor(order).isEmpty();
    }

    /** Whether some order could have a place now. */
    boolean hasRoom() {
        return admission.hasRoom();
    }

    /** Reserves a place for a new order, as {@link Admission#admit} does; none for one that was taken before. */
    Optional<ReservedPlace> admit(SmsOrder order, Duration patience) {
        if (!taken.take(order.messageKey())) {
            return Optional.empty();
        }
        Optional<CarrierLine> line = admission.admit(order, patience);
        if (line.isEmpty()) {
            taken.giveBack(order.messageKey());
        }
        return line.map(found -> new ReservedPlace(this, order, found));
    }

    /** How long an order without a place waits, as {@link StalledOrders#findPause} says. */
    Optional<Duration> findPause(SmsOrder order) {
        return stalled.findPause(order);
    }

    /** Gives a reserved place back. */
    void withdraw(SmsOrder order, CarrierLine line) {
        taken.giveBack(order.messageKey());
        admission.withdraw(line);
    }

    /** Walks a new order, for which a place has been reserved. */
    void begin(SmsOrder order, CarrierLine line) {
        open.add(order.messageKey());
        OrderJourney journey = OrderJourney.begin(order, line.name());
        if (!line.run(() -> Steps.guard(() -> walk.walk(journey, line)))) {
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
        taken.take(order.messageKey());
        mark.tried().forEach(carrier -> recent.supersede(carrier, order.messageKey()));
        if (mark.taken().isPresent()) {
            Mark.Taken accepted = mark.taken().get();
            OrderJourney journey = OrderJourney.foundTaken(order, mark, accepted);
            recent.found(journey, network.find(accepted.carrier()).map(CarrierLine::deliveries));
            recent.taken(accepted.carrier(), accepted.messageId(), journey.key());
            recent.takenWhole(accepted.carrier(), journey.key());
            failover.watch(journey);
        } else {
            OrderJourney journey = OrderJourney.found(order, mark);
            unsettled.found();
            recent.found(journey, Optional.empty());
            unanswered.await(journey);
        }
    }

    /**
     * Takes up an order of the inflight queue that is under way nowhere: its commit was reported as failed. One that is about to
     * begin is left alone: a key is taken before its order can lie in that queue and is given back by a failed commit alone, and
     * whoever takes it first has the order. What is settled keeps its key taken for long after its order has left the queue.
     */
    void takeUpLost(GatewayMemory.Inflight inflight) {
        if (!isOpen(inflight.order().messageKey())
                && taken.take(inflight.order().messageKey())) {
            OrderLog.log("lost", OrderJourney.found(inflight.order(), inflight.mark()));
            takeUp(inflight);
        }
    }

    /** Whether an order of the inflight queue is under way nowhere, at this moment. */
    boolean isLost(UUID messageKey) {
        return !isOpen(messageKey) && !isTaken(messageKey);
    }

    /** Passes a receipt on, as {@link ReceiptDesk#receive} does. */
    CompletableFuture<Void> receive(String carrier, Receipt receipt) {
        return receipts.receive(carrier, receipt);
    }

    /** Takes what another gateway heard, as {@link ReceiptDesk#receiveElsewhere} does. */
    void receiveElsewhere(String carrier, Receipt receipt) {
        receipts.receiveElsewhere(carrier, receipt);
    }

    @Override
    public void heard(UUID key) {
        unanswered.prove(key);
        failover.heard(key);
        if (!open.contains(key)) {
            receipts.release(key);
        }
    }

    @Override
    public void next(OrderJourney journey) {
        if (watch.isArrived(journey)) {
            OrderLog.log("arrived", journey);
            settlement.drop(journey);
            return;
        }
        switch (journey.state()) {
            case PAUSED -> pause(journey);
            case LEAVING -> leave(journey);
            case WAITING -> unanswered.await(journey);
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
            stalled.look(journey);
            steps.later(PATIENCE, () -> next(journey));
        } else {
            next(journey.goOn(network.carriersFor(journey.order())));
        }
    }

    /** Throttling is answered by the window's growing break for all; the order's own pause then only spreads them. */
    private void pause(OrderJourney journey) {
        stalled.look(journey);
        boolean throttled = network.find(journey.carrier())
                .filter(line -> line.carrier().statuses().of(journey.commandStatus()) == CommandStatus.SLOW_DOWN)
                .isPresent();
        Duration pause = settings.pauses().pause(throttled ? 0 : journey.pauses() - 1, clockwork.random());
        steps.later(pause, () -> next(journey.resume()));
    }

    /** Waits for a place in the window of its carrier; no thread of ours waits with it. */
    private void enter(OrderJourney journey) {
        recent.turned(journey);
        Optional<CarrierLine> line =
                network.find(journey.carrier()).filter(found -> found.window().isBound());
        if (journey.isExpired(clockwork.clock().instant())) {
            next(journey.expire());
        } else if (line.isPresent()) {
            line.get().enter(PATIENCE, () -> submit(journey, line.get()), () -> next(journey.leave()));
        } else {
            next(journey.leave());
        }
    }

    /** What came while it waited for its place, which is held, may spare the message. */
    private void submit(OrderJourney journey, CarrierLine line) {
        Optional<OrderJourney> spared = findSpared(journey);
        if (spared.isPresent()) {
            line.window().leave();
            next(spared.get());
        } else {
            walk.walk(journey, line);
        }
    }

    private Optional<OrderJourney> findSpared(OrderJourney journey) {
        Optional<OrderJourney> proven = journey.repeated() ? unanswered.findProven(journey) : Optional.empty();
        return watch.isArrived(journey) ? Optional.of(journey) : proven;
    }

    private void submitted(OrderJourney journey) {
        recent.takenWhole(journey.carrier(), journey.key());
        watch.forgetOthers(journey.key(), journey.carrier());
        if (!failover.keep(journey)) {
            conclude(journey);
        }
    }

    @Override
    public void forget(OrderJourney journey) {
        OrderLog.log("settled", journey);
        open.remove(journey.key());
        receipts.release(journey.key());
    }

    @Override
    public void conclude(OrderJourney journey) {
        settlement.conclude(journey);
    }

    @Override
    public SmsResult result(OrderJourney journey) {
        return settlement.result(journey);
    }
}
