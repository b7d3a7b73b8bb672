package dev.countersign.smpp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A message center made of octets. It answers as it should, but for what the test has it do. */
final class RawCenter implements AutoCloseable {

    static final int BIND_RECEIVER = 0x01;
    static final int BIND_TRANSMITTER = 0x02;
    static final int BIND_TRANSCEIVER = 0x09;
    static final int SUBMIT_SM = 0x04;
    private static final int UNBIND = 0x06;
    private static final int ENQUIRE_LINK = 0x15;
    private static final int RESPONSE = 0x80000000;
    private static final int GENERIC_NACK = 0x80000000;

    /** What comes, as hexadecimal digits without command_length. */
    final List<String> received = new CopyOnWriteArrayList<>();

    final AtomicInteger connections = new AtomicInteger();

    /** Connections that are open now, each with a thread. */
    final AtomicInteger serving = new AtomicInteger();

    private final ServerSocket socket;
    private final Map<Integer, OutputStream> open = new ConcurrentHashMap<>();
    private final Surprise surprise;

    /** What goes wrong. */
    @FunctionalInterface
    interface Surprise {

        /**
         * Called before the answer to each request.
         *
         * @param connection number of the connection, from 1
         * @return octets to send before the answer, or in its place where they begin with one; null to give no answer at all
         */
        byte @Nullable [] before(int connection, int command, int sequence);
    }

    RawCenter(Surprise surprise) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})), surprise);
    }

    RawCenter(ServerSocket socket, Surprise surprise) {
        this.surprise = surprise;
        this.socket = socket;
        Thread accepting = new Thread(this::accept, "raw-center");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** One that such a center is sent. */
    static ShortMessage message() {
        return new ShortMessage(
                SmppAddress.source("Countersign"),
                SmppAddress.destination("+4915112345678"),
                SegmentedText.GSM_DEFAULT,
                Octets.of(new byte[] {65}),
                Optional.empty(),
                SegmentedText.Form.PLAIN,
                "000000001000000R",
                "",
                OptionalInt.of(1),
                true);
    }

    /** Sends what the other side did not ask for just now. */
    void send(int connection, byte[] octets) throws IOException {
        Objects.requireNonNull(open.get(connection)).write(octets);
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                int number = connections.incrementAndGet();
                Thread serving = new Thread(() -> serve(connection, number), "raw-center-connection");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException e) {
                // Closed: the test is over.
            }
        }
    }

    private void serve(Socket connection, int number) {
        serving.incrementAndGet();
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            open.put(number, connection.getOutputStream());
            while (true) {
                byte[] pdu = in.readNBytes(in.readInt() - 4);
                received.add(HexFormat.of().formatHex(pdu));
                int command = integer(pdu, 0);
                int sequence = integer(pdu, 8);
                byte @Nullable [] before = surprise.before(number, command, sequence);
                if (before != null) {
                    connection.getOutputStream().write(before);
                    if (!isAnswer(before, command, sequence)) {
                        connection.getOutputStream().write(answer(command, sequence));
                    }
                }
            }
        } catch (EOFException e) {
            // The other side has gone.
        } catch (IOException e) {
            // So has it here.
        } finally {
            serving.decrementAndGet();
        }
    }

    private static boolean isAnswer(byte[] octets, int command, int sequence) {
        return octets.length >= 16
                && (integer(octets, 4) == (command | RESPONSE) || integer(octets, 4) == GENERIC_NACK)
                && integer(octets, 12) == sequence;
    }

    private static byte[] answer(int command, int sequence) {
        String body = switch (command) {
            case BIND_RECEIVER, BIND_TRANSMITTER, BIND_TRANSCEIVER -> "534d534300";
            case SUBMIT_SM -> "303100";
            case UNBIND, ENQUIRE_LINK -> "";
            default -> null;
        };
        return body == null ? new byte[0] : pdu(command | RESPONSE, 0, sequence, body);
    }

    static byte[] pdu(int command, int status, int sequence, String body) {
        HexFormat hex = HexFormat.of();
        return hex.parseHex(hex.toHexDigits(16 + body.length() / 2)
                + hex.toHexDigits(command)
                + hex.toHexDigits(status)
                + hex.toHexDigits(sequence)
                + body);
    }

    private static int integer(byte[] octets, int from) {
        return (int) Long.parseLong(HexFormat.of().formatHex(Arrays.copyOfRange(octets, from, from + 4)), 16);
    }
}
