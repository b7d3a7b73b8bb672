package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {

    @ParameterizedTest
    @CsvSource({
        "https://login.example, https://login.example",
        "HTTPS://Login.Example:8443/, https://login.example:8443",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://localhost/, http://localhost",
        "http://[::1]:8080, http://[::1]:8080",
    })
    void takesAnAddress(URI given, URI address) {
        assertThat(new Server(given).address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login.example",
                "https:login.example",
                "https://user@login.example",
                "https://login.example/api/v1",
                "https://login.example?a",
                "https://login.example#a",
            })
    void refusesWhatIsNoAddress(URI given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Server(given))
                .withMessage("The server's address is https://HOST or https://HOST:PORT.");
    }

    /** A token in the open is everybody's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example",
                "http://127.0.0.1.login.example",
                "http://localhost.example",
                "ftp://login.example"
            })
    void refusesAnAddressInTheOpen(URI given) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Server(given))
                .withMessageContaining("http:// is taken for this machine only");
    }

    @Test
    @Timeout(10)
    void doesNotWaitForEver() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Server server = new Server(
                    URI.create("http://127.0.0.1:" + silent.getLocalPort()),
                    HttpClient.newHttpClient(),
                    Duration.ofMillis(100));

            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> server.post("/x", JsonValue.EMPTY_JSON_OBJECT))
                    .withMessage("No answer from " + server.address() + " within 0 s.");
        }
    }

    @Test
    void isInterrupted() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Server server = new Server(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> server.post("/x", JsonValue.EMPTY_JSON_OBJECT))
                    .withMessageStartingWith("Interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
