package dev.countersign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulator.card.CardDrawer;
import dev.countersign.simulator.push.PushInbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpFaceTest {

    private final Inbox inbox = new Inbox();
    private final FaultSwitch faults = new FaultSwitch();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpFace face;

    @BeforeEach
    void start() throws IOException {
        face = new HttpFace(
                0, inbox, faults, new PushInbox(Clock.systemUTC()), new CardFace(CardDrawer.empty(Clock.systemUTC())));
    }

    @AfterEach
    void stop() {
        face.close();
    }

    @Test
    void pressesTheButtonsOfCardsAndTellsNoKey() throws Exception {
        String key = "3132333435363738393031323334353637383930";
        HttpResponse<String> added =
                send("POST", "/simulator/cards", "{\"csv\": \"serial,suite,secret\\nC-1,HOTP-SHA1-6," + key + "\"}");

        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(send("GET", "/simulator/cards", "").body())
                .isEqualTo("[{\"serial\":\"C-1\",\"suite\":\"HOTP-SHA1-6\",\"display\":\"\"}]");
        assertThat(send("POST", "/simulator/cards/C-1/buttons", "{\"buttons\": \"P\"}")
                        .body())
                .isEqualTo("{\"display\":\"755224\"}");
        assertThat(send("POST", "/simulator/cards/C-2/buttons", "{\"buttons\": \"P\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send("POST", "/simulator/cards/C-1/buttons", "{\"buttons\": \"X\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("POST", "/simulator/cards", "{\"csv\": \"serial,suite\\n1,HOTP-SHA1-6\"}")
                        .body())
                .contains("serial, suite, secret");
    }

    @Test
    void listsMessagesInTheAgreedForm() throws Exception {
        inbox.add(message("0a", "+4915112345678", "Code \"042042\" <b>"));

        HttpResponse<String> answer = send("GET", "/simulator/messages?to=+4915112345678", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("[{\"id\":\"0a\",\"to\":\"+4915112345678\",\"from\":\"Countersign\","
                        + "\"text\":\"Code \\\"042042\\\" <b>\",\"dataCoding\":0,\"parts\":1,"
                        + "\"receivedAt\":\"2026-03-01T10:00:00Z\"}]");
    }

    @Test
    void deletesByNumber() throws Exception {
        inbox.add(message("1", "+4915112345678", "a"));
        inbox.add(message("2", "+4915112345679", "b"));

        HttpResponse<String> answer = send("DELETE", "/simulator/messages?to=%2B4915112345678", "");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(inbox.list(java.util.Optional.empty()))
                .extracting(InboxMessage::id)
                .containsExactly("2");
    }

    @Test
    void countsSubmitSm() throws Exception {
        inbox.countSubmitSm();

        assertThat(send("GET", "/simulator/counters", "").body()).isEqualTo("{\"submitSm\":1}");
    }

    @Test
    void switchesFaults() throws Exception {
        HttpResponse<String> answer = send("PUT", "/simulator/faults", "{\"mode\":\"SLOW\",\"delayMillis\":60000}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(faults.faults()).isEqualTo(new Faults(Faults.Mode.SLOW, 1, 60_000));
        assertThat(send("GET", "/simulator/faults", "").body())
                .isEqualTo("{\"mode\":\"SLOW\",\"everyNth\":1,\"delayMillis\":60000}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"mode\":\"SLOWLY\"}",
                "{\"mode\":7}",
                "{\"mode\":\"NONE\",\"mode\":\"SLOW\"}",
                "{\"mode\":\"NONE\",\"every\":2}",
                "{\"mode\":\"NONE\"} {}",
                "{\"mode\":\"NONE\"} x",
                "{\"mode\":\"NONE\",\"everyNth\":0}",
                "{\"mode\":\"NONE\",\"everyNth\":1.5}",
                "{\"mode\":\"NONE\",\"everyNth\":1e400}",
                "{\"mode\":\"NONE\",\"everyNth\":4294967297}",
                "{\"mode\":\"NONE\",\"delayMillis\":\"5\"}",
                "{\"mode\":\"NONE\",\"delayMillis\":-1}",
                "{\"mode\":\"NONE\",\"delayMillis\":null}"
            })
    void refusesFaultsThatAreNotExact(String body) throws Exception {
        HttpResponse<String> answer = send("PUT", "/simulator/faults", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":\"");
        assertThat(faults.faults()).isEqualTo(Faults.none());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /simulator/messages?to=, 400",
        "GET, /simulator/messages?to=abc, 400",
        "GET, /simulator/messages?from=1, 400",
        "GET, /simulator/messages?to=123&to=124, 400",
        "GET, /simulator/messages?to=%zz, 400",
        "POST, /simulator/messages, 405",
        "DELETE, /simulator/counters, 405",
        "POST, /, 405",
        "GET, /simulator/other, 404",
        "GET, /inbox.css.map, 404"
    })
    void refusesWhatItDoesNotKnow(String method, String path, int status) throws Exception {
        if (path.contains("%zz")) {
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 " + status);
        } else {
            assertThat(send(method, path, "").statusCode()).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost, 200", "127.0.0.1:1, 200", "evil.example, 403", "127.0.0.1.evil.example, 403"})
    void answersOnlyForItsOwnNames(String host, int status) throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void takesFaultsAsJsonOnly() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/simulator/faults"))
                .header("Content-Type", "text/plain")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"mode\":\"SLOW\"}"))
                .build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/inbox.mjs", "/inbox.css", "/icon.svg", "/simulator/messages", "/nowhere"})
    void everyAnswerCarriesThePolicy(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path, "");

        String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).contains("default-src 'none'").doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void streamsWhatHappens() throws Exception {
        HttpResponse<Stream<String>> answer = client.send(
                HttpRequest.newBuilder(uri("/simulator/events")).build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        Iterator<String> lines = answer.body().iterator();
        assertThat(lines.next()).isEqualTo(": open");
        assertThat(lines.next()).isEmpty();

        inbox.add(message("1", "+4915112345678", "line 1\nline 2"));
        inbox.clear(java.util.Optional.empty());

        assertThat(lines.next()).isEqualTo("event: message");
        assertThat(lines.next()).startsWith("data: {\"id\":\"1\"").contains("line 1\\nline 2");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo("event: cleared");
        assertThat(lines.next()).isEqualTo("data: {\"to\":\"\"}");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), face.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return String.valueOf(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                            .readLine());
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + face.port() + path);
    }

    private static InboxMessage message(String id, String to, String text) {
        return new InboxMessage(id, to, "Countersign", text, 0, 1, Instant.parse("2026-03-01T10:00:00Z"));
    }
}
