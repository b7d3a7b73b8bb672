package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Walks orders to the message center as {@link OrderJourney} shows. One step of an order at a time; many orders side by
 * side, as many as the window lets through. The caller has committed an order to the inflight queue before it hands it
 * over.
 */
final class OrderDispatch {

    private static final System.Logger LOG = System.getLogger(OrderDispatch.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final MessageCenter center;
    private final GatewayMemory memory;
    private final SubmissionWindow window;
    private final DispatchSettings settings;
    private final Workers workers;
    private final RecentOrders recent = new RecentOrders();
    private final Set<UUID> open = ConcurrentHashMap.newKeySet();
    private final Map<UUID, OrderJourney> waiting = new ConcurrentHashMap<>();
    private final Map<UUID, String> proofs = new ConcurrentHashMap<>();

    /**
     * What steps run on.
     *
     * @param submitters runs the steps that wait for the message center; as many threads as the window has places
     * @param timer starts steps later
     * @param clock decides whether a code still lives
     * @param random jitter of pauses
     */
    record Workers(Executor submitters, ScheduledExecutorService timer, Clock clock, RandomGenerator random) {}

    OrderDispatch(
            MessageCenter center,
            GatewayMemory memory,
            SubmissionWindow window,
            DispatchSettings settings,
            Workers workers) {
        this.center = center;
        this.memory = memory;
        this.window = window;
        this.settings = settings;
        this.workers = workers;
    }

    /** Whether the order is under way here. */
    boolean isOpen(UUID messageKey) {
        return open.contains(messageKey);
    }

    /** Walks a new order, for which {@link SubmissionWindow#admit} has been granted. */
    void begin(SmsOrder order) {
        open.add(order.messageKey());
        OrderJourney journey = OrderJourney.begin(order);
        run(() -> walk(journey));
    }

    /** Takes up an order that was found in the inflight queue at start. */
    void takeUp(GatewayMemory.Inflight inflight) {
        OrderJourney journey = OrderJourney.found(inflight.order(), inflight.repeated());
        if (open.add(journey.key())) {
            window.found();
            recent.sent(journey);
            await(journey);
        }
    }

    /** Passes a receipt on; returns when the broker has it. */
    void receive(Receipt receipt) {
        Optional<UUID> key = recent.findKey(receipt);
        key.filter(open::contains).ifPresent(known -> {
            proofs.put(known, receipt.messageId());
            run(() -> decide(known));
        });
        memory.tell(new SmsReceipt(
                key.orElse(null),
                receipt.messageId(),
                receipt.state(),
                receipt.errorCode(),
                workers.clock().instant(),
                settings.instance()));
    }

    /** Submits part by part. A place in the window is held and given back. */
    private void walk(OrderJourney begun) {
        OrderJourney journey = begun;
        try {
            recent.sent(journey);
            SegmentedText text = SegmentedText.of(journey.order().text(), journey.reference());
            while (journey.state() == OrderJourney.State.READY) {
                journey = step(journey, text);
            }
        } finally {
            window.leave();
        }
        next(journey);
    }

    private OrderJourney step(OrderJourney journey, SegmentedText text) {
        Instant now = workers.clock().instant();
        if (journey.isExpired(now)) {
            return journey.expire();
        }
        SubmitAnswer answer = center.submit(message(journey, text, now));
        switch (answer.kind()) {
            case ACCEPTED -> {
                window.accepted();
                recent.taken(String.valueOf(answer.messageId()), journey.key());
            }
            case REFUSED -> slowDownOrRebind(answer.commandStatus());
            case UNANSWERED, NOT_SENT -> {}
        }
        return journey.answered(answer, text.parts().size());
    }

    private void slowDownOrRebind(int commandStatus) {
        switch (CommandStatus.of(commandStatus)) {
            case SLOW_DOWN -> window.throttled();
            case REBIND -> center.rebind();
            case RETRY, GIVE_UP, ACCEPTED -> {}
        }
    }

    /** The receipt is asked for the first part alone: its id is the one that the result names. */
    private ShortMessage message(OrderJourney journey, SegmentedText text, Instant now) {
        int part = journey.partsTaken();
        return new ShortMessage(
                settings.source(),
                SmppAddress.destination(journey.order().to()),
                text.dataCoding(),
                text.hasUserDataHeader(),
                text.parts().get(part),
                ValidityPeriod.relative(now, journey.order().expiresAt()),
                journey.reference(),
                part == 0);
    }

    private void next(OrderJourney journey) {
        switch (journey.state()) {
            case PAUSED -> later(pause(journey), () -> goOn(journey.resume()));
            case WAITING -> await(journey);
            case READY -> goOn(journey);
            case SUBMITTED, REFUSED, EXPIRED, UNCERTAIN -> settle(journey, 0);
        }
    }

    /** Throttling is answered by the window's growing break for all; the order's own pause then only spreads them. */
    private Duration pause(OrderJourney journey) {
        boolean throttled = CommandStatus.of(journey.commandStatus()) == CommandStatus.SLOW_DOWN;
        return settings.pauses().pause(throttled ? 0 : journey.pauses() - 1, workers.random());
    }

    private void goOn(OrderJourney journey) {
        if (journey.isExpired(workers.clock().instant())) {
            settle(journey.expire(), 0);
        } else if (window.enter(PATIENCE)) {
            walk(journey);
        } else {
            later(settings.pauses().pause(0, workers.random()), () -> goOn(journey));
        }
    }

    private void await(OrderJourney journey) {
        log("unanswered", journey);
        waiting.put(journey.key(), journey);
        if (proofs.containsKey(journey.key())) {
            decide(journey.key());
        } else {
            later(settings.receiptWait(), () -> decide(journey.key()));
        }
    }

    /** Called when the wait is over and when a receipt comes; only the first call finds the order waiting. */
    private void decide(UUID key) {
        OrderJourney journey = waiting.remove(key);
        if (journey == null) {
            return;
        }
        String proof = proofs.get(key);
        if (proof != null) {
            next(journey.proven(proof));
        } else if (journey.mayRepeat(workers.clock().instant())) {
            repeat(journey);
        } else {
            next(journey.giveUp());
        }
    }

    private void repeat(OrderJourney journey) {
        try {
            memory.markRepeated(journey.key());
            log("repeat", journey);
            next(journey.repeat());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "sms.memory key={0} event=no-mark cause={1}", journey.key(), e);
            await(journey);
        }
    }

    private void settle(OrderJourney journey, int failures) {
        try {
            memory.settle(journey.result(workers.clock().instant(), settings.instance()));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "sms.memory key={0} event=no-settle cause={1}", journey.key(), e);
            later(settings.pauses().pause(failures, workers.random()), () -> settle(journey, failures + 1));
            return;
        }
        log("settled", journey);
        open.remove(journey.key());
        proofs.remove(journey.key());
        window.settled();
    }

    private void later(Duration pause, Runnable step) {
        try {
            var unused = workers.timer().schedule(() -> run(step), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the gateway stops; the order stays in the inflight queue");
        }
    }

    private void run(Runnable step) {
        try {
            workers.submitters().execute(() -> guard(step));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the gateway stops; the order stays in the inflight queue");
        }
    }

    /** A fault of ours must show; the order then stays in the inflight queue until the next start. */
    private static void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "sms.order event=fault", e);
        }
    }

    private static void log(String event, OrderJourney journey) {
        LOG.log(
                System.Logger.Level.INFO,
                "sms.order key={0} event={1} state={2} parts={3} pauses={4} repeated={5} status=0x{6}",
                journey.key(),
                event,
                journey.state(),
                journey.partsTaken(),
                journey.pauses(),
                journey.repeated(),
                Integer.toHexString(journey.commandStatus()));
    }
}
