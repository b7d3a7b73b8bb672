package dev.countersign.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that brings key files in says what came of it, and tells nobody but the server its secrets. */
class ImportCardsScriptTest {

    private static final Path SCRIPT = Path.of("../docs/import_cards.py");
    private static final String TOKEN = "operator-token";

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        assumeTrue(hasPython(), "python3 is not installed");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void whatTheServerStoredIsTold() throws Exception {
        answer(201, "application/json", "{\"batch\": {\"id\": \"1\"}}", "");

        Ran ran = bringIn(here());

        assertThat(ran.status()).as(ran.words()).isZero();
        assertThat(ran.words()).contains("\"id\": \"1\"");
        assertThat(asked).containsExactly("POST /api/v1/admin/card-batches Bearer " + TOKEN);
    }

    @Test
    void aRefusalIsTold() throws Exception {
        answer(422, "application/problem+json", "{\"code\": \"CARD_FILE_REFUSED\"}", "");

        Ran ran = bringIn(here());

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.words()).contains("CARD_FILE_REFUSED");
    }

    /** Followed, it would be a question without a body, answered 200, and the token would be told to whoever is named. */
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void whoeverSendsElsewhereIsNotFollowed(int status) throws Exception {
        answer(status, "text/html", "moved", here() + "/elsewhere");

        Ran ran = bringIn(here());

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.words()).contains("/elsewhere", "nothing was done").doesNotContain("Traceback", TOKEN);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatAProxySaysInItsPlaceIsTakenForNothing() throws Exception {
        answer(502, "text/html", "<html>", "");

        Ran ran = bringIn(here());

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.words()).contains("502", "card-batches").doesNotContain("Traceback");
    }

    @Test
    void anAnswerThatIsNotTheProductsIsTakenForNothing() throws Exception {
        answer(200, "text/html", "<html>", "");

        Ran ran = bringIn(here());

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.words()).contains("card-batches").doesNotContain("Traceback");
    }

    @Test
    void noAnswerIsToldInASentence() throws Exception {
        String gone = here();
        server.stop(0);

        Ran ran = bringIn(gone);

        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.words()).contains("No answer from " + gone).doesNotContain("Traceback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example", "ftp://login.example", "login.example", "http://localhost.example"})
    void secretsGoOverTlsOrStayOnThisMachine(String address) throws Exception {
        Ran ran = bringIn(address);

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.words()).contains("https://").doesNotContain("Traceback");
    }

    private String here() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(int status, String type, String body, String location) {
        server.createContext("/", exchange -> {
            note(exchange);
            boolean first = asked.size() == 1;
            exchange.getResponseHeaders().set("Content-Type", first ? type : "application/json");
            if (first && !location.isEmpty()) {
                exchange.getResponseHeaders().set("Location", location);
            }
            byte[] octets = (first ? body : "{\"batches\": []}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(first ? status : 200, octets.length);
            exchange.getResponseBody().write(octets);
            exchange.close();
        });
    }

    private void note(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private Ran bringIn(String address) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("cards.xml"), "<KeyContainer/>");
        Path output = folder.resolve("output");
        ProcessBuilder script = new ProcessBuilder("python3", SCRIPT.toString(), address, file.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        script.environment().put("COUNTERSIGN_OPERATOR_TOKEN", TOKEN);
        Process process = script.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), Files.readString(output));
    }

    private static boolean hasPython() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "python3")));
    }

    private record Ran(int status, String words) {}
}
