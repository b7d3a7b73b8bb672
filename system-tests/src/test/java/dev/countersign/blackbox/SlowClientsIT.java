package dev.countersign.blackbox;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that begin a body and do not end it, or do not read their answer, take no thread of the server, or few: more of them than it has
 * threads hold nobody up.
 */
@ExtendWith(ProductExtension.class)
class SlowClientsIT {

    private static final int CLIENTS = 2_000;

    /** More than the server has threads. */
    private static final long READERS = 80;

    /** How many read what is large at one time. */
    private static final long AT_ONCE = 8;

    /** Octets that the system of a slow reader takes for it. */
    private static final int SMALL_BUFFER = 4_096;

    private final Product product;

    SlowClientsIT(Product product) {
        this.product = product;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Expect: 100-continue\r\n"})
    void othersLogInMeanwhile(String header) throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                open.add(begin(header));
            }

            logIn();

            if (header.isEmpty()) {
                isClosed(open.get(0));
                isClosed(open.get(CLIENTS - 1));
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /** The largest that a stranger may ask for: it fits into no buffer, and a thread waits until it is read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/swagger-ui/swagger-ui-bundle.js",
                "/docs/swagger-ui/swagger-ui%2Dbundle.js",
                "/api/v1/openapi.yaml",
                "/api/v1/openapi.yaml/"
            })
    void othersLogInWhileAnswersAreNotRead(String path) throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < READERS; i++) {
                Socket socket = new Socket();
                open.add(socket);
                socket.setReceiveBufferSize(SMALL_BUFFER);
                connect(socket);
                write(socket, "GET " + path + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n");
            }

            logIn();

            Map<String, Long> statuses =
                    open.stream().map(SlowClientsIT::status).collect(groupingBy(identity(), counting()));
            assertThat(statuses).isEqualTo(Map.of("HTTP/1.1 200", AT_ONCE, "HTTP/1.1 503", READERS - AT_ONCE));
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        Eventually.get(
                "an answer for the next one",
                Duration.ofSeconds(30),
                () -> Optional.of(product.http().get(path)).filter(answer -> answer.status() == 200));
    }

    @Test
    void othersLogInWhileHeadersDoNotEnd() throws IOException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                Socket socket = connect();
                open.add(socket);
                write(socket, "GET / HTTP/1.1\r\nX-Slow: ");
            }

            logIn();

            for (Socket socket : open) {
                isClosed(socket);
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /** By the server, which waits 30 seconds for what is missing, and 10 for headers. */
    private static void isClosed(Socket socket) throws IOException {
        socket.setSoTimeout(40_000);
        assertThat(socket.getInputStream().read()).as("closed by the server").isNegative();
    }

    private static String status(Socket socket) {
        try {
            socket.setSoTimeout(20_000);
            byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(line, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void logIn() {
        TestUser user = product.operator().newUser();
        assertThat(product.portal().logIn(user, product.inbox())).isNotEmpty();
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws IOException {
        try (Socket socket = begin("Expect: 100-continue\r\n")) {
            socket.setSoTimeout(10_000);
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 100".length());

            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
        }
    }

    /** As a whole: an octet each second makes them no longer. */
    @Test
    void headersThatDoNotEndAreWaitedForTenSeconds() throws IOException {
        try (Socket socket = connect()) {
            long began = System.nanoTime();
            write(socket, "GET / HTTP/1.1\r\nX-Slow: ");

            while (!isEnded(socket)) {
                write(socket, "a");
            }

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(15));
        }
    }

    /** Looks for a second. */
    private static boolean isEnded(Socket socket) throws IOException {
        socket.setSoTimeout(1_000);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** The headers of a login and the first octet of its body. */
    private Socket begin(String header) throws IOException {
        Socket socket = connect();
        write(
                socket,
                "POST /api/v1/logins HTTP/1.1\r\nHost: " + host()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 200\r\n" + header + "\r\n{");
        return socket;
    }

    private Socket connect() throws IOException {
        return connect(new Socket());
    }

    private Socket connect(Socket socket) throws IOException {
        URI base = product.http().base();
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        return socket;
    }

    private String host() {
        return product.http().base().getAuthority();
    }

    private static void write(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
    }
}
