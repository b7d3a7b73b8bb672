package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that begin a body and do not end it take no thread of the server: more of them than it has threads hold nobody up. */
@ExtendWith(ProductExtension.class)
class SlowBodiesIT {

    private static final int CLIENTS = 2_000;

    private final Product product;

    SlowBodiesIT(Product product) {
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
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
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
                socket.setSoTimeout(20_000);
                assertThat(socket.getInputStream().read())
                        .as("closed by the server")
                        .isNegative();
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
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
                "POST /api/v1/logins HTTP/1.1\r\nHost: " + product.http().base().getAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: 200\r\n" + header + "\r\n{");
        return socket;
    }

    private Socket connect() throws IOException {
        URI base = product.http().base();
        return new Socket(base.getHost(), base.getPort());
    }

    private static void write(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
    }
}
