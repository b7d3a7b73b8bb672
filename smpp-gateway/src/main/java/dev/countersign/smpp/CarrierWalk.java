package dev.countersign.smpp;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Submits an order to one carrier, part by part, until it is taken, or an answer says something else. */
final class CarrierWalk {

    private static final System.Logger LOG = System.getLogger(CarrierWalk.class.getName());

    private final RecentOrders recent;
    private final Clock clock;
    private final Consumer<OrderJourney> next;
    private final Consumer<Late> late;

    /**
     * An answer that came when it was waited for no more.
     *
     * @param asked the order as it was left without it, WAITING
     * @param answer ACCEPTED or REFUSED
     * @param onward the order as it goes on with it
     */
    record Late(OrderJourney asked, SubmitAnswer answer, OrderJourney onward) {}

    /**
     * Has submitted nothing.
     *
     * @param next takes each order that has been answered, or not
     * @param late hears of late answers, on a thread that must not wait; always after {@code next}
     */
    CarrierWalk(RecentOrders recent, Clock clock, Consumer<OrderJourney> next, Consumer<Late> late) {
        this.recent = recent;
        this.clock = clock;
        this.next = next;
        this.late = late;
    }

    /**
     * A place in the window of {@code line} is held, and given back. One without an answer keeps it as long as the message center
     * may have it open: else the window would be more than was agreed.
     */
    void walk(OrderJourney begun, CarrierLine line) {
        OrderJourney journey = begun;
        Optional<SubmitAnswer.Later> open = Optional.empty();
        TextSize size;
        try {
            MessageCenter.Message message = line.center().write(journey.order(), journey.reference());
            size = TextSize.of(line.carrier(), journey.order().text());
            recent.sent(journey, size.parts(), line.deliveries());
            while (journey.state() == OrderJourney.State.READY) {
                if (journey.isExpired(clock.instant())) {
                    journey = journey.expire();
                } else {
                    SubmitAnswer answer = submit(journey, line, message);
                    open = answer.later();
                    journey = answered(journey, line, answer, size);
                }
            }
        } finally {
            open.ifPresentOrElse(
                    later -> {
                        var unused = later.over().thenRun(line.window()::leave);
                    },
                    line.window()::leave);
        }
        next.accept(journey);
        hearLater(journey, line, open, size);
    }

    private SubmitAnswer submit(OrderJourney journey, CarrierLine line, MessageCenter.Message message) {
        int part = journey.stay().partsTaken();
        if (part > 0) {
            line.window().furtherPart();
        }
        return submit(message, part, clock.instant());
    }

    private OrderJourney answered(OrderJourney journey, CarrierLine line, SubmitAnswer answer, TextSize size) {
        if (answer.messageId() != null) {
            recent.taken(line.name(), answer.messageId(), journey.key());
        }
        Instant now = clock.instant();
        Set<Peculiarity> own = Peculiarity.of(line.carrier(), journey.order(), size, now);
        return journey.answered(answer, line.note(answer, own, now), size);
    }

    private void hearLater(OrderJourney asked, CarrierLine line, Optional<SubmitAnswer.Later> open, TextSize size) {
        open.ifPresent(later -> {
            var unused = later.answer()
                    .thenAccept(answer -> Steps.guard(() -> {
                        if (answer.isKnown()) {
                            OrderLog.log("answered-late", asked);
                            OrderJourney onward = answered(asked, line, answer, size);
                            if (onward.state() == OrderJourney.State.SUBMITTED) {
                                recent.completed(line.name(), asked.key());
                            }
                            late.accept(new Late(asked, answer, onward));
                        }
                    }));
        });
    }

    /** A fault of ours does not say whether the part left: it counts as one without an answer, and the order goes on. */
    private static SubmitAnswer submit(MessageCenter.Message message, int part, Instant now) {
        try {
            return message.submit(part, now);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "sms.order event=fault-of-submit", e);
            return SubmitAnswer.unanswered();
        }
    }
}
