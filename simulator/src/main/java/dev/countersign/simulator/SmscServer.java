package dev.countersign.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;

/** The SMSC's front door: takes connections, checks binds, keeps the sessions. */
final class SmscServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SmscServer.class.getName());
    private static final int BIND_TIMEOUT_MILLIS = 10_000;
    private static final int ANSWER_TIMEOUT_MILLIS = 5_000;
    private static final int ENQUIRE_LINK_MILLIS = 30_000;
    private static final int PROCESSORS = 32;
    private static final int QUEUE = 1_000;
    private static final int ESME_RINVPASWD = 0x0e;
    private static final int ESME_RINVSYSID = 0x0f;
    private static final int REFUSED_MILLIS = 2_000;
    private static final int ESME_ROK = 0;

    private final SimulatorSettings settings;
    private final LoopbackListener socket;
    private final SMPPServerSessionListener listener;
    private final List<SMPPServerSession> sessions = new CopyOnWriteArrayList<>();
    private final ExecutorService binders = Executors.newCachedThreadPool(SmscServer::daemon);
    private final ScheduledExecutorService closer = Executors.newSingleThreadScheduledExecutor(SmscServer::daemon);
    private final ReceiptSender receipts = new ReceiptSender(this::findReceivable);
    private volatile boolean closed;

    SmscServer(SimulatorSettings settings, Inbox inbox, FaultSwitch faults, Clock clock) throws IOException {
        this.settings = settings;
        socket = LoopbackListener.open(settings.smppPort(), SimulatorSettings.SMPP_PORT, settings.keys());
        listener = new SMPPServerSessionListener(socket.port(), socket);
        listener.setPduProcessorDegree(PROCESSORS);
        listener.setQueueCapacity(QUEUE);
        listener.setMessageReceiverListener(new SubmitListener(inbox, faults, receipts, clock));
        daemon(this::accept).start();
    }

    int port() {
        return socket.port();
    }

    /** Ends all sessions without unbind, as a stopped process does, and stops listening. */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "listener was closed already");
        }
        receipts.close();
        sessions.forEach(SMPPServerSession::close);
        binders.shutdownNow();
        closer.shutdownNow();
    }

    private void accept() {
        while (!closed) {
            try {
                SMPPServerSession session = listener.accept();
                binders.execute(() -> bind(session));
            } catch (IOException | RuntimeException e) {
                if (!closed) {
                    LOG.log(System.Logger.Level.WARNING, "connection not taken: {0}", e.getMessage());
                }
            }
        }
    }

    private void bind(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(BIND_TIMEOUT_MILLIS);
            int refusal = refusal(request);
            if (refusal == ESME_ROK) {
                session.setTransactionTimer(ANSWER_TIMEOUT_MILLIS);
                session.setEnquireLinkTimer(ENQUIRE_LINK_MILLIS);
                session.addSessionStateListener((to, from, source) ->
                        sessions.removeIf(known -> known.getSessionState() == SessionState.CLOSED));
                request.accept("SIMULATOR", InterfaceVersion.IF_34);
                sessions.add(session);
            } else {
                request.reject(refusal);
                // The client closes when it has read the refusal; one that does not is cut off.
                var unused = closer.schedule(session::close, REFUSED_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException | PDUStringException | IOException | RuntimeException e) {
            session.close();
        }
    }

    private int refusal(BindRequest request) {
        if (!settings.systemId().equals(request.getSystemId())) {
            return ESME_RINVSYSID;
        }
        boolean right = MessageDigest.isEqual(octets(settings.password()), octets(request.getPassword()));
        return right ? ESME_ROK : ESME_RINVPASWD;
    }

    private Optional<SMPPServerSession> findReceivable() {
        return sessions.stream()
                .filter(session -> session.getSessionState().isReceivable())
                .findFirst();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "smsc");
        thread.setDaemon(true);
        return thread;
    }
}
