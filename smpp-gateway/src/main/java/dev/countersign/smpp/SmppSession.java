package dev.countersign.smpp;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.GenericNackResponseException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.util.DefaultComposer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one transceiver bind (SMPP 3.4) to a message center: binds, submits, listens, and binds again with growing pauses
 * when the link is lost. Opening never waits for the far side.
 */
final class SmppSession implements MessageCenter, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SmppSession.class.getName());
    private static final byte USER_DATA_HEADER = 0x40;
    private static final byte FINAL_RECEIPT = 0x01;
    private static final int PROCESSORS = 8;
    private static final int MESSAGE_LENGTH_FAULT = 0x01;

    private final SmppSettings settings;
    private final LinkListener listener;
    private final ScheduledExecutorService timer;
    private final RandomGenerator random;
    private volatile @Nullable Link link;
    private volatile boolean closed;
    private int failures;

    SmppSession(SmppSettings settings, LinkListener listener, ScheduledExecutorService timer, RandomGenerator random) {
        this.settings = settings;
        this.listener = listener;
        this.timer = timer;
        this.random = random;
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

    @Override
    public SubmitAnswer submit(ShortMessage message) {
        Link now = link;
        if (now == null || !now.isBound()) {
            return SubmitAnswer.notSent();
        }
        try {
            return SubmitAnswer.accepted(
                    send(now.session, message).getMessageId().toLowerCase(Locale.ROOT));
        } catch (NegativeResponseException e) {
            return SubmitAnswer.refused(e.getCommandStatus());
        } catch (GenericNackResponseException e) {
            return SubmitAnswer.refused(e.getCommandStatus());
        } catch (PDUStringException e) {
            return SubmitAnswer.refused(e.getErrorCode());
        } catch (PDUException e) {
            return SubmitAnswer.refused(MESSAGE_LENGTH_FAULT);
        } catch (InvalidResponseException | ResponseTimeoutException | IOException e) {
            return SubmitAnswer.unanswered();
        }
    }

    @Override
    public void rebind() {
        Link now = link;
        if (now != null) {
            now.session.close();
        }
    }

    /** Unbinds and stays unbound. */
    @Override
    public void close() {
        closed = true;
        Link now = link;
        if (now != null) {
            now.session.unbindAndClose();
        }
    }

    private static SubmitSmResult send(SMPPSession session, ShortMessage message)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        return session.submitShortMessage(
                "",
                TypeOfNumber.valueOf(message.source().ton()),
                NumberingPlanIndicator.valueOf(message.source().npi()),
                message.source().digits(),
                TypeOfNumber.valueOf(message.destination().ton()),
                NumberingPlanIndicator.valueOf(message.destination().npi()),
                message.destination().digits(),
                new ESMClass(message.userDataHeader() ? USER_DATA_HEADER : 0),
                (byte) 0,
                (byte) 0,
                null,
                message.validityPeriod(),
                new RegisteredDelivery(message.receiptWanted() ? FINAL_RECEIPT : 0),
                (byte) 0,
                new RawDataCoding(message.dataCoding()),
                (byte) 0,
                message.body().toArray(),
                new OptionalParameter.User_message_reference((short) message.reference()));
    }

    private void schedule(Duration pause) {
        if (closed) {
            return;
        }
        try {
            var unused = timer.schedule(this::connect, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the gateway stops; no further bind");
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        Link attempt = new Link();
        link = attempt;
        try {
            attempt.bind();
            failures = 0;
            LOG.log(System.Logger.Level.INFO, "smpp.link event=bound host={0} port={1,number,#}", host(), port());
            listener.linkChanged(true);
            attempt.endIfLost();
        } catch (IOException | RuntimeException e) {
            attempt.failed(e);
        }
        if (closed) {
            attempt.session.unbindAndClose();
        }
    }

    private String host() {
        return settings.host();
    }

    private Integer port() {
        return settings.port();
    }

    private Duration pauseAfter(int bindStatus) {
        Duration pause = settings.reconnect().pause(failures++, random);
        boolean credentials = CommandStatus.isCredentialFault(bindStatus);
        return credentials && pause.compareTo(settings.credentialPause()) < 0 ? settings.credentialPause() : pause;
    }

    /** One TCP connection with its bind; it ends once and then asks for the next. */
    private final class Link {

        private final BoundedPduReader reader = new BoundedPduReader();
        private final SMPPSession session = new SMPPSession(
                new SynchronizedPDUSender(new DefaultPDUSender(new DefaultComposer())),
                reader,
                new DirectConnections(settings.bindTimeout()));
        private final AtomicBoolean established = new AtomicBoolean();
        private final AtomicBoolean ended = new AtomicBoolean();

        private void bind() throws IOException {
            session.setEnquireLinkTimer(Math.toIntExact(settings.enquireLink().toMillis()));
            session.setTransactionTimer(settings.submitTimeout().toMillis());
            session.setPduProcessorDegree(PROCESSORS);
            session.setMessageReceiverListener(new ReceiptListener(listener));
            session.addSessionStateListener((to, from, source) -> {
                if (to == SessionState.CLOSED && established.get()) {
                    lost();
                }
            });
            session.connectAndBind(
                    settings.host(),
                    settings.port(),
                    new BindParameter(
                            BindType.BIND_TRX,
                            settings.systemId(),
                            settings.password(),
                            "",
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            ""),
                    settings.bindTimeout().toMillis());
        }

        private boolean isBound() {
            return session.getSessionState().isBound();
        }

        /** From here on the state listener sees the end; what ended before it looked is seen here. */
        private void endIfLost() {
            established.set(true);
            if (!session.getSessionState().isBound()) {
                lost();
            }
        }

        private void lost() {
            if (ended.compareAndSet(false, true)) {
                LOG.log(System.Logger.Level.WARNING, "smpp.link event=lost host={0} port={1,number,#}", host(), port());
                listener.linkChanged(false);
                schedule(settings.reconnect().pause(0, random));
            }
        }

        private void failed(Exception cause) {
            session.close();
            if (ended.compareAndSet(false, true)) {
                Duration pause = pauseAfter(reader.bindStatus());
                LOG.log(
                        System.Logger.Level.WARNING,
                        "smpp.link event=no-bind host={0} port={1,number,#} retry={2} status=0x{3} cause={4}",
                        host(),
                        port(),
                        pause,
                        Integer.toHexString(reader.bindStatus()),
                        cause.getMessage());
                schedule(pause);
            }
        }
    }
}
