package dev.countersign.smpp;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.SMPPConstant;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.Command;
import org.jsmpp.extra.SessionState;
import org.jsmpp.util.DefaultComposer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one bind (SMPP 3.4) to a message center: binds, submits, listens, and binds again with growing pauses when the link
 * is lost, each time at the next of its addresses. Opening never waits for the far side.
 */
final class SmppSession implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SmppSession.class.getName());

    /** How long the answer to an unbind is waited for at most. */
    static final Duration UNBIND = Duration.ofSeconds(2);

    private static final Duration LEAVING_LOOK = Duration.ofMillis(100);

    private final SmppSettings settings;
    private final BindKind kind;
    private final Duration patience;
    private final LinkListener listener;
    private final Clockwork clockwork;
    private final RebindPauses pauses;
    private final AtomicInteger outstanding = new AtomicInteger();
    private volatile @Nullable Link link;
    private volatile LinkState state;
    private volatile boolean closed;
    private int turn;

    /**
     * Not open yet.
     *
     * @param patience how long after the submit timeout a submit_sm without answer counts as open
     */
    SmppSession(SmppSettings settings, BindKind kind, Duration patience, LinkListener listener, Clockwork clockwork) {
        this.settings = settings;
        this.kind = kind;
        this.patience = patience;
        this.listener = listener;
        this.clockwork = clockwork;
        this.pauses = new RebindPauses(settings.timing(), clockwork);
        this.state = new LinkState(
                kind.name(),
                settings.addresses().get(0).toString(),
                LinkState.Phase.BINDING,
                clockwork.clock().instant(),
                "");
    }

    /** Begins to bind and returns at once. */
    void open() {
        schedule(Duration.ZERO);
    }

    /** Whether a bind stands now. */
    boolean isBound() {
        Link now = link;
        return now != null && now.isBound();
    }

    /** Whether it may submit now. */
    boolean canSubmit() {
        Link now = link;
        return kind.submits() && now != null && now.isBound() && !now.leaving.get() && !now.session.isStuck();
    }

    /** Whether receipts could come now. */
    boolean canHear() {
        return kind.hears() && isBound();
    }

    /** submit_sm without an answer, those among them whose answer is overdue. */
    int outstanding() {
        return outstanding.get();
    }

    LinkState state() {
        return state;
    }

    /** Counts one that is about to be submitted. A bind that is to end waits for it, or lets it in no more. */
    void reserve() {
        outstanding.incrementAndGet();
    }

    /**
     * Sends one part, which has been counted, and waits for its answer, at most for the submit timeout. One that is overdue may still come, while the
     * connection lasts.
     *
     * @param otherwise stands in for the id where the message center takes the part and names none that can be kept
     */
    SubmitAnswer submit(ShortMessage message, String otherwise) {
        boolean overdue = false;
        try {
            Link now = link;
            if (now == null || !canSubmit()) {
                return SubmitAnswer.notSent();
            }
            SubmitAnswer answer = SubmitSm.ask(now.session, now.open, message, otherwise);
            overdue = answer.later().isPresent();
            return answer.withLater(this::keepCounting);
        } finally {
            if (!overdue) {
                outstanding.decrementAndGet();
            }
        }
    }

    private SubmitAnswer.Later keepCounting(SubmitAnswer.Later later) {
        CompletableFuture<Void> over = later.over();
        clockwork.later(patience, () -> over.complete(null));
        return new SubmitAnswer.Later(later.answer(), over.thenRun(outstanding::decrementAndGet));
    }

    /**
     * Submits nothing more on the present bind, if there is one, and ends it when what is open has been answered or is overdue,
     * so that a fresh one is made. What is open would else be uncertain by our own hand.
     */
    void rebind() {
        Link now = link;
        if (now != null && now.leaving.compareAndSet(false, true)) {
            listener.linkChanged(false);
            leave(now, settings.timing().submitTimeout());
        }
    }

    private void leave(Link leaving, Duration left) {
        if (outstanding.get() == 0 || left.isNegative()) {
            clockwork.elsewhere(leaving.session::close);
            return;
        }
        clockwork.later(LEAVING_LOOK, () -> leave(leaving, left.minus(LEAVING_LOOK)));
    }

    /** Unbinds and stays unbound. A far side that does not answer the unbind is left soon. */
    @Override
    public void close() {
        closed = true;
        Link now = link;
        if (now != null) {
            now.session.setTransactionTimer(Math.min(now.session.getTransactionTimer(), UNBIND.toMillis()));
            now.session.unbindAndClose();
        }
        becomes(LinkState.Phase.CLOSED, state.lastFault());
    }

    /** Another attempt in vain changes nothing of the time since when there is no bind. */
    private void becomes(LinkState.Phase phase, String fault) {
        Instant since =
                state.phase() == phase ? state.since() : clockwork.clock().instant();
        state = new LinkState(kind.name(), state.address(), phase, since, fault);
    }

    private void schedule(Duration pause) {
        if (closed) {
            return;
        }
        clockwork.later(pause, () -> clockwork.elsewhere(this::connect));
    }

    private void connect() {
        if (closed) {
            return;
        }
        List<SmppSettings.Address> addresses = settings.addresses();
        SmppSettings.Address address = addresses.get(turn % addresses.size());
        Link attempt = new Link(address);
        link = attempt;
        state = new LinkState(
                kind.name(), address.toString(), LinkState.Phase.BINDING, state.since(), state.lastFault());
        try {
            attempt.bind();
            becomes(LinkState.Phase.BOUND, state.lastFault());
            LOG.log(System.Logger.Level.INFO, "smpp.link event=bound kind={0} at={1}", kind, address);
            listener.linkChanged(true);
            attempt.endIfLost();
        } catch (IOException | RuntimeException | Error e) { // An error, too: nobody else would make another attempt.
            attempt.failed(e);
        }
        if (closed) {
            attempt.session.unbindAndClose();
        }
    }

    /** One TCP connection with its bind; it ends once and then asks for the next. */
    private final class Link {

        private final SmppSettings.Address address;
        private final OpenSubmits open = new OpenSubmits();
        private final BoundedPduReader reader = new BoundedPduReader(this::isAnswer, this::refuse);
        private final SubmittingSession session = new SubmittingSession(
                new SynchronizedPDUSender(new DefaultPDUSender(new DefaultComposer())),
                reader,
                new DirectConnections(
                        settings.timing().bindTimeout(), settings.timing().submitTimeout(), settings.tls(), clockwork));
        private final AtomicBoolean established = new AtomicBoolean();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicBoolean leaving = new AtomicBoolean();
        private volatile Instant since = clockwork.clock().instant();

        private Link(SmppSettings.Address address) {
            this.address = address;
        }

        private void bind() throws IOException {
            SmppSettings.Timing timing = settings.timing();
            session.prepare(timing);
            session.setMessageReceiverListener(new ReceiptListener(listener));
            session.addSessionStateListener((to, from, source) -> {
                if (to == SessionState.UNBOUND) {
                    clockwork.elsewhere(session::close); // jsmpp waits for the message center to do so
                } else if (to == SessionState.CLOSED && established.get()) {
                    lost(from == SessionState.UNBOUND ? "the message center unbound" : "the connection was lost");
                }
            });
            session.connectAndBind(
                    address.host(),
                    address.port(),
                    kind.parameter(settings.account()),
                    timing.bindTimeout().toMillis());
            since = clockwork.clock().instant();
        }

        /** An answer that waited behind receipts would come too late, and a link that is well would be left. */
        private boolean isAnswer(Command header, byte[] pdu) {
            boolean answer = open.read(header, pdu) || header.getCommandId() == SMPPConstant.CID_ENQUIRE_LINK_RESP;
            if (answer) {
                session.settle(header.getSequenceNumber());
            }
            return answer;
        }

        private void refuse(Command header, int status) throws IOException {
            warn("unreadable", "");
            session.refuse(header, status);
        }

        private void warn(String event, String more) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "smpp.link event=" + event + " kind=" + kind + " at=" + address + more);
        }

        private boolean isBound() {
            return session.getSessionState().isBound();
        }

        /** From here on the state listener sees the end; what ended before it looked is seen here. */
        private void endIfLost() {
            established.set(true);
            if (!session.getSessionState().isBound()) {
                lost("the connection was lost");
            }
        }

        private void lost(String reason) {
            open.end().forEach(session::settle);
            if (ended.compareAndSet(false, true)) {
                if (!closed) {
                    becomes(LinkState.Phase.BINDING, reason);
                    warn("lost", " cause=" + reason);
                }
                turn++;
                listener.linkChanged(false);
                schedule(pauses.afterLoss(since));
            }
        }

        private void failed(Throwable cause) {
            session.close();
            if (ended.compareAndSet(false, true)) {
                int status = reader.bindStatus();
                Duration pause = pauses.afterFailure(status);
                String reason = status == CommandStatus.ESME_ROK ? Fault.plain(cause) : StatusName.of(status);
                boolean told = state.phase() == LinkState.Phase.BOUND;
                becomes(closed ? LinkState.Phase.CLOSED : LinkState.Phase.BINDING, reason);
                turn++;
                warn("no-bind", " retry=" + pause + " cause=" + reason);
                schedule(pause);
                if (told) {
                    listener.linkChanged(false);
                }
            }
        }
    }
}
