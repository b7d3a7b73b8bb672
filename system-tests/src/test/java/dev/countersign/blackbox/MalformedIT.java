package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not of the documented shape is refused with a problem document, and never breaks the server. */
@ExtendWith(ProductExtension.class)
class MalformedIT {

    private static final String LOGINS = "/api/v1/logins";
    private static final String GOOD = "{\"userName\":\"nobody123\",\"password\":\"x\"}";

    private final Product product;

    MalformedIT(Product product) {
        this.product = product;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "null",
                "7",
                "\"text\"",
                "[]",
                "[{\"userName\":\"nobody123\",\"password\":\"x\"}]",
                "{}",
                "{\"userName\":\"nobody123\"}",
                "{\"userName\":null,\"password\":\"x\"}",
                "{\"userName\":7,\"password\":\"x\"}",
                "{\"userName\":1e400,\"password\":\"x\"}",
                "{\"userName\":1e999999999,\"password\":\"x\"}",
                "{\"userName\":true,\"password\":\"x\"}",
                "{\"userName\":[\"nobody123\"],\"password\":\"x\"}",
                "{\"userName\":{\"a\":1},\"password\":\"x\"}",
                "{\"userName\":\"\",\"password\":\"x\"}",
                "{\"userName\":\"nobody123\",\"password\":\"\"}",
                "{\"userName\":\"nobody123\",\"password\":\"x\",\"password\":\"y\"}",
                "{\"userName\":\"nobody123\",\"password\":\"x\",\"surprise\":1}",
                "{\"userName\":\"nobody123\",\"password\":\"x\",\"client\":\"PORTAL\"}",
                "{\"userName\":\"nobody123\",\"password\":\"x\",\"client\":{\"kind\":\"TOASTER\"}}",
                "{\"userName\":\"nobody123\",\"password\":\"x\",\"client\":{\"kind\":0}}",
                "{\"userName\":\"nobody123\",\"password\":\"x\",\"language\":7}",
                "{\"userName\":\"nobody123\",\"password\":\"x\"}{}",
                "{\"userName\":\"nobody123\",\"password\":\"x\",}",
                "{'userName':'nobody123','password':'x'}",
                "<login/>",
            })
    void isRefusedAsMalformed(String body) {
        Answer answer = product.http().send("POST", LOGINS, "application/json", body);

        assertMalformed(answer);
        assertThat(answer.body()).doesNotContain("surprise", "TOASTER", "Exception", "jakarta");
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(7_000) + "]".repeat(7_000);

        assertMalformed(product.http().send("POST", LOGINS, "application/json", deep));
        assertMalformed(product.http()
                .send("POST", LOGINS, "application/json", "{\"userName\":" + deep + ",\"password\":\"x\"}"));
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        byte[] latin1 = "{\"userName\":\"nobody\u00e9\",\"password\":\"x\"}".getBytes(StandardCharsets.ISO_8859_1);

        Answer answer = product.http()
                .send(product.http()
                        .request(LOGINS)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(latin1)));

        assertMalformed(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data"})
    void anotherMediaTypeIsRefused(String mediaType) {
        Answer answer = product.http().send("POST", LOGINS, mediaType, GOOD);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text("code")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    /** Nowhere is a body taken for JSON that does not say so, and nowhere left out without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain"})
    void eachCallThatTakesJsonRefusesABodyThatIsNone(String mediaType) {
        List<ApiDocument.Call> calls = ApiDocument.V1.list("/me", "/admin", "/logins").stream()
                .filter(ApiDocument.Call::body)
                .toList();
        assertThat(calls).hasSizeGreaterThan(60);

        Http user = product.http().as(product.portal().logIn(product.operator().newUser(), product.inbox()));
        assertThat(calls).allSatisfy(call -> {
            Http caller = call.path().startsWith("/api/v1/me/")
                    ? user
                    : product.operator().http();
            HttpRequest.Builder request =
                    caller.request(call.path()).method(call.method(), HttpRequest.BodyPublishers.ofString("{}"));
            Answer answer = caller.send(mediaType.isEmpty() ? request : request.header("Content-Type", mediaType));
            assertThat(answer.status()).as(call + " " + answer).isEqualTo(415);
            assertThat(answer.text("code")).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {17_000, 10_485_760})
    void aBodyThatIsTooLongIsRefused(int octets) {
        String body = "{\"userName\":\"nobody123\",\"password\":\"" + "x".repeat(octets) + "\"}";

        Answer answer = product.http().send("POST", LOGINS, "application/json", body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("code")).isEqualTo("TOO_LARGE");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void aStreamThatIsTooLongIsRefusedToo() {
        byte[] body = GOOD.replace("x", "x".repeat(17_000)).getBytes(StandardCharsets.UTF_8);

        Answer answer = product.http()
                .send(product.http()
                        .request(LOGINS)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))));

        assertThat(answer.status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":42042}",
                "{\"code\":[\"042042\"]}",
                "{\"code\":null}",
                "{\"code\":\"042042\\ud800\"}",
                "{\"code\":\"042042\\u0000\"}",
                "{}",
                "{\"code\":\"042042\",\"code\":\"042043\"}",
                "[]",
                "\"042042\""
            })
    void aMalformedAnswerCostsNoTry(String body) {
        Portal.Attempt attempt = product.portal().begin(product.operator().newUser());

        Answer answer =
                attempt.http().send("POST", "/api/v1/logins/" + attempt.id() + "/answer", "application/json", body);

        assertMalformed(answer);
        assertThat(attempt.state().json().at("/started/triesLeft").asInt()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /api/v1/logins | 405 | OPTIONS, POST",
                "HEAD | /api/v1/logins | 405 | OPTIONS, POST",
                "DELETE | /api/v1/logins | 405 | OPTIONS, POST",
                "OPTIONS | /api/v1/logins | 200 | OPTIONS, POST",
                "TRACE | /api/v1/logins | 405 | OPTIONS, POST",
                "ANYTHING | /api/v1/logins | 405 | OPTIONS, POST",
                "PUT | /api/v1/logins/x | 405 | DELETE, GET, HEAD, OPTIONS",
                "OPTIONS | /api/v1/logins/x | 200 | DELETE, GET, HEAD, OPTIONS",
                "PUT | /api/v1/logins/x/answer | 405 | OPTIONS, POST",
                "OPTIONS | /api/v1/admin/users | 200 | OPTIONS, POST",
                "POST | /health/live | 405 | GET, HEAD, OPTIONS",
                "OPTIONS | /health/live | 200 | GET, HEAD, OPTIONS",
                "OPTIONS | /metrics | 200 | GET, HEAD, OPTIONS",
                "OPTIONS | /.well-known/jwks.json | 200 | GET, HEAD, OPTIONS",
                "TRACE | /.well-known/jwks.json | 405 | GET, HEAD, OPTIONS",
                "PUT | /soap/login/v1 | 405 | GET, POST",
                "TRACE | /soap/login/v1 | 405 | GET, POST",
                "TRACE | / | 405 | GET, HEAD, OPTIONS",
                "GET | /api/v1/nothing | 404 | ''",
                "OPTIONS | /api/v1/nothing | 404 | ''",
                "GET | /api/v1/ | 404 | ''",
                "GET | /api/v1/logins/%00 | 404 | ''",
                "GET | /api/v1/logins/..%2f..%2fWEB-INF%2fweb.xml | 404 | ''",
            })
    void anotherPathOrMethodIsRefused(String method, String path, int status, String allowed) {
        Answer answer =
                product.http().send(product.http().request(path).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(Stream.of(answer.header("Allow").split(", ?")).sorted()).containsExactly(allowed.split(", "));
        assertThat(answer.body()).doesNotContain("Exception", "jakarta", "WildFly", "Undertow");
    }

    /** The routing behind reads less than the standard has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "application/json;",
                "application/json;profile=\"a, b;q=0\"",
                ", text/html;q=0.1,, */*",
                "text/csv\t;q=0.5,\tapplication/json"
            })
    void anAcceptOfTheStandardsFormIsTaken(String accept) {
        Answer answer = product.http().with("Accept", accept).get("/api/v1/settings");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
    }

    /** Else it would look as if somebody had changed them meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/admin/carriers", "/api/v1/admin/carriers/default/pause"})
    void theVersionOfTheCarriersHasToBeNamed(String path) {
        Http operator = product.operator().http();

        Answer answer = operator.send(operator.request(path).DELETE());

        assertMalformed(answer);
        assertThat(answer.text("detail")).contains("version is missing");
    }

    private static void assertMalformed(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("MALFORMED");
    }
}
