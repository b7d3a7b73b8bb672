package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pages are ours. */
class OriginsTest {

    private static final Origins OWN_ADDRESS = new Origins(Optional.empty());

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, http, localhost:8080, true",
        "https://login.example, https, login.example, true",
        "http://[::1]:8080, http, [::1]:8080, true",
        "https://localhost:8080, http, localhost:8080, false",
        "http://localhost:8081, http, localhost:8080, false",
        "http://localhost, http, localhost:8080, false",
        "http://localhost:8080.evil.example, http, localhost:8080, false",
        "http://evil.example/http://localhost:8080, http, localhost:8080, false",
        "http://localhost:8080/, http, localhost:8080, false",
        "null, http, localhost:8080, false",
        "'', http, localhost:8080, false",
    })
    void theRequestsOwnAddressIsOurs(String origin, String scheme, String host, boolean ours) {
        assertThat(OWN_ADDRESS.isOurs(List.of(origin), scheme, List.of(host))).isEqualTo(ours);
    }

    @Test
    void whatIsMissingOrSentTwiceIsNobodys() {
        String own = "http://localhost:8080";

        assertThat(OWN_ADDRESS.isOurs(List.of(), "http", List.of("localhost:8080")))
                .isFalse();
        assertThat(OWN_ADDRESS.isOurs(List.of(own, own), "http", List.of("localhost:8080")))
                .isFalse();
        assertThat(OWN_ADDRESS.isOurs(List.of(own), "http", List.of())).isFalse();
        assertThat(OWN_ADDRESS.isOurs(List.of(own), "http", List.of("localhost:8080", "localhost:8080")))
                .isFalse();
    }

    @Test
    void aPageOfOursIsLetInAndAnyOtherIsTold() {
        HttpServletRequest ours = request("https://login.example").asServlet();
        HttpServletRequest theirs = request("https://evil.example").asServlet();

        OWN_ADDRESS.require(ours);
        assertThat(OWN_ADDRESS.isOurs(ours)).isTrue();
        assertThat(OWN_ADDRESS.isOurs(theirs)).isFalse();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> OWN_ADDRESS.require(theirs))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(ProblemCode.ORIGIN_REFUSED));
    }

    /** Where the configured address is wrong, all are refused, and their references find nothing else. */
    @ParameterizedTest
    @CsvSource({
        "https://evil.example, https://evil.example",
        "https://login.example:8443, https://login.example:8443",
        "https://[2001:db8::1]:8443, https://[2001:db8::1]:8443",
        "moz-extension://0f0f-aa, moz-extension://0f0f-aa",
        "null, null",
        "'', unreadable",
        "two words, unreadable",
        "https://evil.example/?a=b, unreadable",
        "https://evil.example ref=AAAA-AAAA, unreadable",
    })
    void aRefusalLeavesALineWithItsReference(String origin, String told) throws Exception {
        assertThat(line(request(origin))).startsWith("A page of another address was refused, origin=" + told + " ref=");
    }

    @Test
    void aLineIsNotAsLongAsItsSenderLikes() throws Exception {
        assertThat(line(request("https://" + "a".repeat(261)))).contains("origin=unreadable ");
        assertThat(line(SentRequest.from("192.0.2.1", Map.of("Host", List.of("login.example")))))
                .contains("origin=none ");
    }

    /** The line of a refusal; it has the reference that is answered. */
    private static String line(SentRequest request) throws Exception {
        List<Problem> problems = new ArrayList<>();
        List<LogRecord> lines = LogLines.of(
                Origins.class,
                () -> problems.add(OWN_ADDRESS.refusal(request.asServlet()).orElseThrow()));
        assertThat(lines).hasSize(1);
        String line = new SimpleFormatter().formatMessage(lines.get(0));
        assertThat(line).endsWith(" ref=" + problems.get(0).reference().value());
        return line;
    }

    @Test
    void pagesHaveTheFirstConfiguredAddressOrTheOneThatIsAsked() {
        Origins configured = new Origins(Optional.of("https://portal.example, https://login.example"));
        HttpServletRequest request = request("https://login.example").asServlet();

        assertThat(OWN_ADDRESS.own(request)).isEqualTo("https://login.example");
        assertThat(OWN_ADDRESS.all(request)).containsExactly("https://login.example");
        assertThat(configured.own(request)).isEqualTo("https://portal.example");
        assertThat(configured.all(request)).containsExactly("https://portal.example", "https://login.example");
    }

    private static SentRequest request(String origin) {
        return new SentRequest(
                "192.0.2.1", "https", Map.of("Origin", List.of(origin), "Host", List.of("login.example")), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.example, true",
        "https://portal.example, true",
        "http://localhost:8080, false",
        "null, false",
    })
    void configuredAddressesAloneAreOurs(String origin, boolean ours) {
        Origins configured = new Origins(Optional.of("https://login.example, https://portal.example "));

        assertThat(configured.isOurs(List.of(origin), "http", List.of("localhost:8080")))
                .isEqualTo(ours);
    }
}
