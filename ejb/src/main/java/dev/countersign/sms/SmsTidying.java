package dev.countersign.sms;

import dev.countersign.sweep.RowPlace;
import dev.countersign.sweep.Walked;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Ends orders whose code died before anybody sent them, blanks the texts of dead codes, and removes what is old. It tidies and decides nothing: a code is
 * dead by its time, swept or not. Nodes pass over each other's rows. Each method says how many rows it took.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SmsTidying {

    static final int BATCH = 500;

    /** How long codes and orders are kept behind their end, for whoever asks what became of them. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final Duration RECEIPTS_KEPT = Duration.ofDays(2);

    /** Longer than anybody may look for what became of a number that he entered. */
    private static final Duration NUMBERS_KEPT = Duration.ofDays(30);

    /** Between two runs of {@link #blankLate}. */
    private static final Duration BLANKING = Duration.ofHours(1);

    @Inject
    private SmsOutbox outbox;

    @Inject
    private OldSms old;

    @Inject
    private EarlyReceipts receipts;

    @Inject
    private OldNumbers numbers;

    @Inject
    private UnsentTurns turns;

    @Inject
    private Event<SmsMoved> moved;

    @Inject
    private Event<SmsReached> reached;

    @Inject
    private Event<SmsFates> fates;

    @Inject
    private Clock clock;

    /** The broker drops an order in silence when its time is over; here its row learns of it. */
    public int endUnsent() {
        Instant now = clock.instant();
        List<OutboundSms> unsent = outbox.listUnsent(now, BATCH);
        List<SmsFate> counted =
                unsent.stream().flatMap(sms -> sms.expire(now).stream()).toList();
        turns.giveBack(unsent);
        unsent.forEach(sms -> reached.fire(new SmsReached(sms.state())));
        outbox.listSubjects(unsent).forEach(subject -> moved.fire(new SmsMoved(subject)));
        fates.fire(new SmsFates(counted));
        return unsent.size();
    }

    /** Removes orders a day after their end, from a place on. */
    public Walked removeOld(RowPlace from) {
        return old.removeOrders(from, clock.instant().minus(KEPT), BATCH);
    }

    /** The same of codes, once their orders are gone. */
    public int removeCodes() {
        Instant before = clock.instant().minus(KEPT);
        return Math.max(old.forgetCodes(before, BATCH), old.removeCodes(before, BATCH));
    }

    /** Removes receipts that nothing of ours will claim any more: of another who shares the account, or of orders that are gone. */
    public int removeReceipts() {
        return receipts.removeOld(clock.instant().minus(RECEIPTS_KEPT), BATCH);
    }

    /** Removes numbers that nobody proved to hold, a month after they were entered. */
    public int removeNumbers() {
        return numbers.removeUnproven(clock.instant().minus(NUMBERS_KEPT), BATCH);
    }

    /** Removes for which cases the limits of numbers were lifted that nobody has any more, from a place on. */
    public Walked removeLifts(RowPlace from) {
        return numbers.removeLifts(from, clock.instant().minus(NUMBERS_KEPT), BATCH);
    }

    /** Removes what is known of numbers that nobody has any more, from a place on. */
    public Walked removeThrottles(RowPlace from) {
        return numbers.removeThrottles(from, clock.instant().minus(NUMBERS_KEPT), BATCH);
    }

    /** The texts of codes that died within the hour: those before are blanked, but for what nobody could blank in time. */
    public int blankDead() {
        Instant now = clock.instant();
        return blank(now.minus(BLANKING), now);
    }

    /** All that are left. */
    public int blankLate() {
        return blank(Instant.EPOCH, clock.instant());
    }

    private int blank(Instant after, Instant now) {
        List<OutboundSms> readable = outbox.listReadable(after, now, BATCH);
        readable.forEach(OutboundSms::blank);
        return readable.size();
    }
}
