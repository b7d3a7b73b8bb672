package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.jsmpp.bean.DeliverSm;

/** A carrier that speaks SMPP: its binds as one. A part goes out on the bind that waits for the fewest answers. */
final class SmppCenter implements MessageCenter {

    /** Of all binds; more than each takes by itself. */
    private static final Duration CLOSING = SmppSession.UNBIND.plusSeconds(1);

    private final Carrier carrier;
    private final SmppAccess access;
    private final IntConsumer submittersBound;
    private final Clockwork clockwork;
    private final List<SmppSession> sessions;

    /** What is heard from a carrier; called on jsmpp's threads. */
    @FunctionalInterface
    interface Ear {

        /**
         * A deliver_sm came; see {@link LinkListener#delivered}.
         *
         * @throws RuntimeException when it could not be stored
         */
        void delivered(DeliverSm deliver);
    }

    /**
     * Nothing is opened yet.
     *
     * @param access how the carrier is reached
     * @param submittersBound hears how many binds stand that submit, at each change
     */
    SmppCenter(Carrier carrier, SmppAccess access, IntConsumer submittersBound, Ear ear, Clockwork clockwork) {
        this.carrier = carrier;
        this.access = access;
        this.submittersBound = submittersBound;
        this.clockwork = clockwork;
        LinkListener listener = new LinkListener() {
            @Override
            public void linkChanged(boolean bound) {
                tell();
            }

            @Override
            public void delivered(DeliverSm deliver) {
                ear.delivered(deliver);
            }
        };
        sessions = access.binds().stream()
                .map(kind -> new SmppSession(
                        access.settings(), kind, carrier.receipts().patience(), listener, clockwork))
                .toList();
    }

    /** The message center of a carrier, by its protocol; nothing is opened yet. */
    static MessageCenter of(Carrier carrier, IntConsumer submittersBound, Ear ear, Clockwork clockwork) {
        if (carrier.access() instanceof HttpAccess http) {
            return new HttpCenter(
                    http, carrier.wording().senders(), carrier.statuses(), submittersBound, clockwork.clock());
        }
        return new SmppCenter(carrier, (SmppAccess) carrier.access(), submittersBound, ear, clockwork);
    }

    @Override
    public void open() {
        sessions.forEach(SmppSession::open);
    }

    @Override
    public Message write(SmsOrder order, int reference) {
        SegmentedText text =
                access.cut(order.text(), reference, carrier.wording().longTexts());
        return (part, now) -> submit(shortMessage(order, reference, text, part, now), MessageCenter.standIn(order));
    }

    @Override
    public List<LinkState> links() {
        return sessions.stream().map(SmppSession::state).toList();
    }

    @Override
    public boolean hears() {
        return sessions.stream().anyMatch(SmppSession::canHear);
    }

    @Override
    public void close() {
        SideBySide.run(
                sessions.stream().<Runnable>map(session -> session::close).toList(), clockwork.links(), CLOSING);
    }

    private SubmitAnswer submit(ShortMessage message, String otherwise) {
        return choose().map(session -> submit(session, message, otherwise)).orElseGet(SubmitAnswer::notSent);
    }

    /**
     * The bind that waits for the fewest answers; counted in the same step, or of two that look at one time both would choose it.
     * None where its window is full, as it may be for a moment when another bind has been lost.
     */
    private Optional<SmppSession> choose() {
        synchronized (sessions) {
            Optional<SmppSession> chosen = sessions.stream()
                    .filter(SmppSession::canSubmit)
                    .min(Comparator.comparingInt(SmppSession::outstanding))
                    .filter(session -> session.outstanding() < carrier.pace().window());
            chosen.ifPresent(SmppSession::reserve);
            return chosen;
        }
    }

    private SubmitAnswer submit(SmppSession session, ShortMessage message, String otherwise) {
        return read(session, session.submit(message, otherwise))
                .withLater(later -> new SubmitAnswer.Later(
                        later.answer().thenApply(answer -> read(session, answer)), later.over()));
    }

    private SubmitAnswer read(SmppSession session, SubmitAnswer answer) {
        if (answer.kind() == SubmitAnswer.Kind.REFUSED
                && carrier.statuses().of(answer.commandStatus()) == CommandStatus.REBIND) {
            session.rebind();
        }
        return answer.inForm(carrier.receipts().idForm());
    }

    /** The receipt is asked for the first part alone: its id is the one that the result names. */
    private ShortMessage shortMessage(SmsOrder order, int reference, SegmentedText text, int part, Instant now) {
        int total = text.parts().size();
        SubmitForm form = access.form();
        return new ShortMessage(
                form.sender().of(carrier.wording().senders().forNumber(order.to())),
                SmppAddress.destination(order.to()),
                text.dataCoding(),
                text.parts().get(part),
                total == 1 ? Optional.empty() : Optional.of(new ShortMessage.Place(part + 1, total, reference)),
                text.form(),
                form.validity().of(now, order.expiresAt()),
                form.serviceType(),
                form.reference() ? OptionalInt.of(reference) : OptionalInt.empty(),
                part == 0);
    }

    /** One at a time, or an older count could be told last. */
    private synchronized void tell() {
        submittersBound.accept(
                (int) sessions.stream().filter(SmppSession::canSubmit).count());
    }
}
