package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.smpp.route.Route;
import dev.countersign.smpp.route.Tour;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way of one order through the gateway; its methods are the only legal steps. While it is under way the order lies
 * in the inflight queue, so that a crash at any point leaves it there.
 *
 * <pre>
 *   orders queue --(alive, a route, place in a window)--> inflight queue, committed
 *                                                             |
 *         +---------------------------------------------------+
 *         v                 refused for now
 *       READY --------------------------------------> PAUSED
 *       ^ ^ |  &lt;---------------- pause over ------------/  |
 *       | | |                                               | life over
 *       | | +-- all parts ESME_ROK -----------> SUBMITTED   +--> EXPIRED
 *       | | +-- refused by all, or for good --> REFUSED
 *       | | +-- life over --------------------> EXPIRED
 *       | | +-- not here ---> LEAVING --(no carrier is left in this round)--> PAUSED
 *       | | |                   |
 *       | +-|-- next carrier ---+
 *       |   +-- no answer --> WAITING (20 s) &lt;----- found in inflight at start
 *       |                      |  |  |  |
 *       |                      |  |  |  +-- the answer comes late: as if in time
 *       |                      |  |  +-- a receipt proves all of it --> SUBMITTED
 *       |                      |  +-- repeated already, or life over -----> UNCERTAIN
 *       +-- marked repeated ---+
 *
 *   SUBMITTED, REFUSED, EXPIRED, UNCERTAIN: inflight -> results in one transaction.
 *   SUBMITTED --(no receipt, or a negative one, and another carrier is up)--> LEAVING
 * </pre>
 *
 * <p>After an unanswered submit_sm, and when a part of it was taken, an order never ends as REFUSED or EXPIRED, which both say that nothing
 * was sent: it ends as UNCERTAIN.
 *
 * @param order what to send
 * @param state where it is
 * @param tour carriers that it has been with, and the present one
 * @param stay what it has come to at the present one, and before
 * @param pauses how often it was refused for now, by whomever; and that a round was in vain, while these are few
 * @param repeated whether a submit_sm without answer has been repeated, or is about to be
 * @param told whether the core has been told SUBMITTED before
 * @param commandStatus the last answer's, 0 when there was none
 * @param refusal why a carrier refused it for good, BLOCKED before all but NUMBER; null when none did
 */
record OrderJourney(
        SmsOrder order,
        State state,
        Tour tour,
        Stay stay,
        int pauses,
        boolean repeated,
        boolean told,
        int commandStatus,
        SmsResult.@Nullable Refusal refusal) {

    private static final int RETRIES_HERE = 2;

    /** With the usual pauses that comes to a second: whichever carrier is back by then is to have it soon. */
    private static final int GROWING_ROUNDS = 3;

    /** Where an order is. */
    enum State {
        READY,
        PAUSED,
        LEAVING,
        WAITING,
        SUBMITTED,
        REFUSED,
        EXPIRED,
        UNCERTAIN
    }

    /** A new order, at its first carrier. */
    static OrderJourney begin(SmsOrder order, String carrier) {
        return new OrderJourney(
                order, State.READY, Tour.begin().at(carrier), Stay.NEW, 0, false, false, CommandStatus.ESME_ROK, null);
    }

    /** An order found in the inflight queue at start: nobody knows whether it left. */
    static OrderJourney found(SmsOrder order, Mark mark) {
        Tour tour = new Tour("", mark.tried(), mark.tried());
        return new OrderJourney(
                order, State.WAITING, tour, Stay.NEW, 0, mark.repeated(), mark.told(), CommandStatus.ESME_ROK, null);
    }

    /** An order found in the inflight queue at start that had been taken, and whose receipt was awaited. */
    static OrderJourney foundTaken(SmsOrder order, Mark mark, Mark.Taken taken) {
        Tour tour = new Tour(taken.carrier(), mark.tried(), mark.tried());
        Stay stay = Stay.NEW.taken(taken.messageId(), 1);
        return new OrderJourney(
                order, State.SUBMITTED, tour, stay, 0, mark.repeated(), true, CommandStatus.ESME_ROK, null);
    }

    UUID key() {
        return order.messageKey();
    }

    /** Name of the present carrier. */
    String carrier() {
        return tour.carrier();
    }

    /** user_message_reference of the order, 0 to 65535: the same after a crash, different for most orders. */
    int reference() {
        long bits = key().getLeastSignificantBits() ^ key().getMostSignificantBits();
        return (int) ((bits ^ (bits >>> 16) ^ (bits >>> 32) ^ (bits >>> 48)) & 0xffff);
    }

    /** Whether the code in the text is dead. */
    boolean isExpired(Instant now) {
        return !now.isBefore(order.expiresAt());
    }

    /** The life of the code is over before the next part was sent. */
    OrderJourney expire() {
        require(state == State.READY || state == State.PAUSED || state == State.LEAVING);
        return to(isSent() ? State.UNCERTAIN : State.EXPIRED);
    }

    /**
     * The next part was answered, or not; in time, or when an order already waits for a receipt in the answer's place.
     *
     * @param asked what a refusal asks for, in the words of this carrier
     * @param size of the whole text
     */
    OrderJourney answered(SubmitAnswer answer, CommandStatus asked, TextSize size) {
        require(state == State.READY || state == State.WAITING);
        int status = answer.commandStatus();
        return switch (answer.kind()) {
            case ACCEPTED -> taken(answer.messageId(), size);
            case UNANSWERED, CUT -> to(State.WAITING);
            case NOT_SENT -> with(State.LEAVING, tour.pass(), 0, refusal);
            case REFUSED ->
                switch (asked) {
                    case SLOW_DOWN -> refusedForNow(State.PAUSED, tour, status);
                    case RETRY -> retry(status);
                    case REBIND -> refusedForNow(State.LEAVING, tour.pass(), status);
                    case ELSEWHERE -> with(State.LEAVING, tour.bar(), status, worst(SmsResult.Refusal.CARRIER));
                    case BLOCKED -> with(State.LEAVING, tour.bar(), status, SmsResult.Refusal.BLOCKED);
                    case GIVE_UP -> noSuchNumber(status);
                    case ACCEPTED -> throw new IllegalArgumentException("a refusal is no acceptance");
                };
        };
    }

    /** The carrier cannot be entered; perhaps another one can. */
    OrderJourney leave() {
        require(state == State.READY);
        return with(State.LEAVING, tour.pass(), commandStatus, refusal);
    }

    /**
     * On to the next carrier, or back to all of them after a pause, or to the end.
     *
     * @param carriers that lead to the number, best first
     */
    OrderJourney goOn(List<String> carriers) {
        require(state == State.LEAVING);
        Optional<String> next = tour.next(carriers);
        if (next.isPresent()) {
            return at(State.READY, tour.at(next.get()), stay.at(next.get(), carrier()), pauses);
        }
        Tour anew = tour.anew();
        Optional<String> first = anew.next(carriers);
        if (first.isPresent()) {
            // Who has a part of it, and may have the rest, is asked first: elsewhere all of it is sent, and paid, once
            // more.
            boolean stays = carriers.contains(carrier()) && !anew.barred().contains(carrier());
            int more = pauses < GROWING_ROUNDS ? pauses + 1 : pauses;
            return at(State.PAUSED, anew, stay.at(stays ? carrier() : first.get(), carrier()), more);
        }
        SmsResult.Refusal why = carriers.isEmpty() ? worst(SmsResult.Refusal.NO_ROUTE) : refusal;
        return with(isSent() ? State.UNCERTAIN : State.REFUSED, tour, commandStatus, why);
    }

    /** The pause is over. Where the present carrier has nothing of it, and was not to be tried again, all are looked at. */
    OrderJourney resume() {
        require(state == State.PAUSED);
        return to(stay.isUntouched() ? State.LEAVING : State.READY);
    }

    /**
     * A receipt, or an answer that came late, proves that the carrier has it.
     *
     * @param size of the whole text, which is one part
     */
    OrderJourney proven(String carrier, String messageId, TextSize size) {
        require(state == State.WAITING || (state == State.READY && repeated));
        return new OrderJourney(
                order,
                State.SUBMITTED,
                tour.at(carrier),
                (carrier.equals(carrier()) ? stay : stay.at(carrier, carrier())).proven(messageId, size.ofPart()),
                pauses,
                repeated,
                told,
                CommandStatus.ESME_ROK,
                null);
    }

    /** Whether the wait ends in the one repeat. */
    boolean mayRepeat(Instant now) {
        return state == State.WAITING && !repeated && !isExpired(now);
    }

    /** No receipt came; the same text goes out once more, by the same carrier, which goes on where it was. */
    OrderJourney repeat() {
        require(state == State.WAITING && !repeated);
        State next = carrier().isEmpty() ? State.LEAVING : State.READY;
        return new OrderJourney(order, next, tour, stay, pauses, true, told, commandStatus, refusal);
    }

    /** No receipt came; the same text goes out once more, by another carrier. */
    OrderJourney repeatAt(String carrier) {
        require(state == State.WAITING && !repeated);
        return new OrderJourney(
                order,
                State.READY,
                tour.pass().at(carrier),
                stay.at(carrier, carrier()),
                pauses,
                true,
                told,
                commandStatus,
                refusal);
    }

    /** No receipt came and no repeat is possible any more. */
    OrderJourney giveUp() {
        require(state == State.WAITING);
        return to(State.UNCERTAIN);
    }

    /** It was taken, and the core knows; but nothing is delivered. It goes to a carrier that has not had it. */
    OrderJourney failOver() {
        require(state == State.SUBMITTED);
        return new OrderJourney(
                order, State.LEAVING, tour.bar(), Stay.NEW, pauses, repeated, true, commandStatus, refusal);
    }

    /** The core knows that it was taken. */
    OrderJourney tell() {
        require(state == State.SUBMITTED);
        return new OrderJourney(order, state, tour, stay, pauses, repeated, true, commandStatus, refusal);
    }

    /**
     * What to tell the core at an end.
     *
     * @param routes by which a carrier has it, by the carrier's name; empty when none is known
     */
    SmsResult result(Instant at, String gateway, Function<String, Optional<Route>> routes) {
        return Outcome.of(this, at, gateway, routes);
    }

    private OrderJourney taken(@Nullable String messageId, TextSize size) {
        Stay next = stay.taken(messageId, size.ofPart());
        State then = next.partsTaken() == size.parts() ? State.SUBMITTED : State.READY;
        return new OrderJourney(order, then, tour, next, pauses, repeated, told, CommandStatus.ESME_ROK, null);
    }

    /** A few times here, then elsewhere. */
    private OrderJourney retry(int status) {
        if (stay.retries() == RETRIES_HERE) {
            return refusedForNow(State.LEAVING, tour.pass(), status);
        }
        return new OrderJourney(
                order, State.PAUSED, tour, stay.refusedForNow(), pauses + 1, repeated, told, status, refusal);
    }

    private OrderJourney refusedForNow(State next, Tour onward, int status) {
        return new OrderJourney(order, next, onward, stay, pauses + 1, repeated, told, status, refusal);
    }

    /** By whichever code: the number alone is a reason to ask nobody else. */
    private OrderJourney noSuchNumber(int status) {
        return with(isSent() ? State.UNCERTAIN : State.REFUSED, tour, status, SmsResult.Refusal.NUMBER);
    }

    private SmsResult.Refusal worst(SmsResult.Refusal now) {
        return refusal == SmsResult.Refusal.BLOCKED ? refusal : now;
    }

    /** Whether something of it went out that the core has not been told of. */
    boolean isSent() {
        return repeated || (!told && stay.allShortMessages() > 0);
    }

    private OrderJourney at(State next, Tour onward, Stay there, int paused) {
        return new OrderJourney(order, next, onward, there, paused, repeated, told, commandStatus, refusal);
    }

    private OrderJourney with(State next, Tour onward, int status, SmsResult.@Nullable Refusal why) {
        return new OrderJourney(order, next, onward, stay, pauses, repeated, told, status, why);
    }

    private OrderJourney to(State next) {
        return with(next, tour, commandStatus, refusal);
    }

    private void require(boolean legal) {
        if (!legal) {
            throw new IllegalStateException("no such step from " + state);
        }
    }
}
