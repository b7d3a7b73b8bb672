package dev.countersign.smpp;

import java.time.Clock;
import java.time.Instant;

/** Submits an order to one carrier, part by part, until it is taken, or an answer says something else. */
final class CarrierWalk {

    private static final System.Logger LOG = System.getLogger(CarrierWalk.class.getName());

    private final RecentOrders recent;
    private final Clock clock;

    CarrierWalk(RecentOrders recent, Clock clock) {
        this.recent = recent;
        this.clock = clock;
    }

    /** A place in the window of {@code line} is held, and given back. */
    OrderJourney walk(OrderJourney begun, CarrierLine line) {
        OrderJourney journey = begun;
        try {
            recent.sent(journey);
            MessageCenter.Message message = line.center().write(journey.order(), journey.reference());
            while (journey.state() == OrderJourney.State.READY) {
                journey = step(journey, line, message);
            }
            return journey;
        } finally {
            line.window().leave();
        }
    }

    private OrderJourney step(OrderJourney journey, CarrierLine line, MessageCenter.Message message) {
        Instant now = clock.instant();
        if (journey.isExpired(now)) {
            return journey.expire();
        }
        int part = journey.stay().partsTaken();
        if (part > 0) {
            line.window().furtherPart();
        }
        SubmitAnswer answer = submit(message, part, now);
        if (answer.messageId() != null) {
            recent.taken(line.name(), answer.messageId(), journey.key());
        }
        return journey.answered(answer, line.note(answer, now), message.parts());
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
