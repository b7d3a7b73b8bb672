package dev.countersign.bench;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jsmpp.util.DefaultComposer;

/** One bind of jsmpp with nothing around it: what the gateway cannot be faster than. */
final class BareSmpp {

    private static final int PATIENCE_MINUTES = 5;
    private static final byte[] TEXT =
            "Your code is 012345. It is valid for 10 minutes.".getBytes(StandardCharsets.US_ASCII);

    private final Carrier carrier;

    BareSmpp(Carrier carrier) {
        this.carrier = carrier;
    }

    /** Submits so many, at most {@code window} without an answer, and waits for the receipt of each. */
    Orders.Done run(int messages, int window) throws Exception {
        CountDownLatch receipts = new CountDownLatch(messages);
        AtomicInteger left = new AtomicInteger(messages);
        double ours = Cpu.ofProcess(ProcessHandle.current().pid(), 2);
        double theirs = carrier.cpuMillis();
        long begun = System.nanoTime();
        SMPPSession session = bind(receipts);
        try {
            Clients.run(window, PATIENCE_MINUTES * 60, () -> new Clients.Work() {
                @Override
                public boolean once() throws Exception {
                    if (left.getAndDecrement() <= 0) {
                        return false;
                    }
                    submit(session);
                    return true;
                }

                @Override
                public void end() {
                    // The session is everybody's.
                }
            });
            await(receipts);
        } finally {
            session.unbindAndClose();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        Cpu cpu = new Cpu(
                0,
                0,
                0,
                carrier.cpuMillis() - theirs,
                Cpu.ofProcess(ProcessHandle.current().pid(), 2) - ours);
        return new Orders.Done(messages, seconds, cpu.dividedBy(messages));
    }

    private SMPPSession bind(CountDownLatch receipts) throws IOException {
        SMPPSession session = new SMPPSession(
                new SynchronizedPDUSender(new DefaultPDUSender(new DefaultComposer())),
                new DefaultPDUReader(),
                BareSmpp::connect);
        session.setMessageReceiverListener(new Counting(receipts));
        session.setTransactionTimer(TimeUnit.SECONDS.toMillis(10));
        session.connectAndBind(
                "127.0.0.1",
                carrier.port(),
                new BindParameter(
                        BindType.BIND_TRX,
                        "countersign",
                        Carrier.PASSWORD,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        ""));
        return session;
    }

    /** As the gateway connects: with Nagle's delay a window of one would be a hundred messages a second. */
    private static Connection connect(String host, int port) throws IOException {
        Socket socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        return new SocketConnection(socket);
    }

    private static void submit(SMPPSession session) throws Exception {
        session.submitShortMessage(
                "",
                TypeOfNumber.ALPHANUMERIC,
                NumberingPlanIndicator.UNKNOWN,
                "Countersign",
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                "4915112345678",
                new ESMClass(),
                (byte) 0,
                (byte) 0,
                null,
                null,
                new RegisteredDelivery(1),
                (byte) 0,
                new RawDataCoding((byte) 0),
                (byte) 0,
                TEXT);
    }

    private static void await(CountDownLatch receipts) {
        try {
            if (!receipts.await(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(receipts.getCount() + " receipts did not come");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Counting(CountDownLatch receipts) implements MessageReceiverListener {

        @Override
        public void onAcceptDeliverSm(DeliverSm deliverSm) {
            receipts.countDown();
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alertNotification) {
            // The simulator sends none.
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm dataSm, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("no data_sm", 3);
        }
    }
}
