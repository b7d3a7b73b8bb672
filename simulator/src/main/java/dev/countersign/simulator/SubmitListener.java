package dev.countersign.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.MessageId;

/** Takes submit_sm, or lets it fare as the faults want; every other request is answered with ESME_RINVCMDID. */
final class SubmitListener implements ServerMessageReceiverListener {

    private static final int ESME_RINVMSGLEN = 0x01;
    private static final int ESME_RINVCMDID = 0x03;
    private static final int ESME_RSYSERR = 0x08;
    private static final int ESME_RTHROTTLED = 0x58;
    private static final int ESME_RINVEXPIRY = 0x62;
    private static final int RECEIPT_ASKED = 0x03;
    private static final int RECEIPT_OF_FAILURE = 0x02;
    private static final int INTERNATIONAL = 1;

    private final Inbox inbox;
    private final FaultSwitch faults;
    private final ReceiptSender receipts;
    private final Clock clock;
    private final PartAssembler assembler = new PartAssembler();
    private final AtomicInteger ids;

    SubmitListener(Inbox inbox, FaultSwitch faults, ReceiptSender receipts, Clock clock) {
        this.inbox = inbox;
        this.faults = faults;
        this.receipts = receipts;
        this.clock = clock;
        // Seconds of the start in the upper bits: ids of an earlier run are not given out again.
        ids = new AtomicInteger((int) clock.instant().getEpochSecond() << 10);
    }

    @Override
    public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession source) throws ProcessRequestException {
        inbox.countSubmitSm();
        Faults fault = faults.next();
        switch (fault.mode()) {
            case THROTTLE -> throw new ProcessRequestException("throttled", ESME_RTHROTTLED);
            case SYSTEM_ERROR -> throw new ProcessRequestException("system error", ESME_RSYSERR);
            case NONE, SLOW, NO_RECEIPT, NEGATIVE_RECEIPT, REJECTED_RECEIPT, DISCONNECT -> {}
        }
        if (!MessageLength.fits(submit)) {
            throw new ProcessRequestException("longer than one short message", ESME_RINVMSGLEN);
        }
        Optional<Instant> end = validity(submit);
        pause(fault.delayMillis());
        String id = String.format(Locale.ROOT, "%08x", ids.incrementAndGet());
        take(submit, id, fault.mode(), end);
        if (fault.mode() == Faults.Mode.DISCONNECT) {
            source.close();
        }
        return result(id);
    }

    /** Delivers, unless the message died on the way. */
    private void take(SubmitSm submit, String id, Faults.Mode mode, Optional<Instant> end) {
        Instant now = clock.instant();
        boolean dead = end.isPresent() && !now.isBefore(end.get());
        if (!dead) {
            deliver(submit, id, now);
        }
        ReceiptSender.State state = state(mode, dead);
        if (mode != Faults.Mode.NO_RECEIPT && isReceiptAsked(submit, state)) {
            receipts.send(new ReceiptSender.Receipt(id, state, now, submit));
        }
    }

    /** Whether registered_delivery asks for a receipt of such an end (SMPP 3.4 section 5.2.17): 1 of each, 2 where it failed. */
    static boolean isReceiptAsked(SubmitSm submit, ReceiptSender.State state) {
        int asked = submit.getRegisteredDelivery() & RECEIPT_ASKED;
        return asked == RECEIPT_OF_FAILURE ? state != ReceiptSender.State.DELIVERED : asked != 0;
    }

    private void deliver(SubmitSm submit, String id, Instant now) {
        int dataCoding = submit.getDataCoding() & 0xff;
        String to = (submit.getDestAddrTon() == INTERNATIONAL ? "+" : "") + submit.getDestAddress();
        assembler
                .add(submit.getSourceAddr() + '>' + to, id, dataCoding, Segment.of(submit))
                .ifPresent(whole -> inbox.add(new InboxMessage(
                        whole.id(), to, submit.getSourceAddr(), whole.text(), dataCoding, whole.parts(), now)));
    }

    private static ReceiptSender.State state(Faults.Mode mode, boolean dead) {
        if (dead) {
            return ReceiptSender.State.EXPIRED;
        }
        return switch (mode) {
            case NEGATIVE_RECEIPT -> ReceiptSender.State.UNDELIVERABLE;
            case REJECTED_RECEIPT -> ReceiptSender.State.REJECTED;
            case NONE, THROTTLE, SYSTEM_ERROR, SLOW, NO_RECEIPT, DISCONNECT -> ReceiptSender.State.DELIVERED;
        };
    }

    private Optional<Instant> validity(SubmitSm submit) throws ProcessRequestException {
        Instant now = clock.instant();
        try {
            Optional<Instant> end = Validity.end(submit.getValidityPeriod(), now);
            if (end.isPresent() && !now.isBefore(end.get())) {
                throw new ProcessRequestException("validity_period is over", ESME_RINVEXPIRY);
            }
            return end;
        } catch (IllegalArgumentException e) {
            throw new ProcessRequestException(e.getMessage(), ESME_RINVEXPIRY);
        }
    }

    /** Being slow is what is simulated here. */
    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SubmitSmResult result(String id) throws ProcessRequestException {
        try {
            return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new ProcessRequestException(e.getMessage(), ESME_RSYSERR);
        }
    }

    @Override
    public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti submit, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptReplaceSm(ReplaceSm replace, SMPPServerSession source) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptCancelSm(CancelSm cancel, SMPPServerSession source) throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm broadcast, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public void onAcceptCancelBroadcastSm(CancelBroadcastSm cancel, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession source)
            throws ProcessRequestException {
        throw unknown();
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
        throw unknown();
    }

    private static ProcessRequestException unknown() {
        return new ProcessRequestException("not simulated", ESME_RINVCMDID);
    }
}
