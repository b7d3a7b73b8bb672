package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before any resource sees it is a problem document too, and never a page of the server's own. */
@ExtendWith(ProductExtension.class)
class EarlyRefusalIT {

    private static final String LOGIN = "{\"userName\":\"nobody\",\"password\":\"wrong1\"}";

    private final Product product;

    EarlyRefusalIT(Product product) {
        this.product = product;
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a/b/c", "application/json;q=abc", "application/json;q=2"})
    void anAcceptThatCannotBeRead(String accept) {
        assertProblem(exchange(login().header("Accept", accept)), 400, "MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a/b/c", "application/"})
    void aContentTypeThatCannotBeRead(String type) {
        HttpRequest.Builder request = request("/api/v1/logins").header("Content-Type", type);

        assertProblem(exchange(request.POST(HttpRequest.BodyPublishers.ofString(LOGIN))), 400, "MALFORMED");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/logins/%ff,400,MALFORMED", "/api/v2/logins,404,NOT_FOUND", "/api,404,NOT_FOUND"})
    void aPathThatLeadsNowhere(String path, int status, String code) {
        assertProblem(exchange(request(path).GET()), status, code);
    }

    @Test
    void aBodyThatSaysItIsTooLong() {
        HttpRequest.Builder request = request("/api/v1/logins").header("Content-Type", "application/json");

        assertProblem(
                exchange(request.POST(HttpRequest.BodyPublishers.ofString("x".repeat(1_500_000)))), 413, "TOO_LARGE");
    }

    @Test
    void aPageThatIsNotThereIsOurs() {
        HttpResponse<String> page = exchange(request("/nothing-here").GET());

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Countersign").doesNotContainIgnoringCase("wildfly");
    }

    @Test
    void theAddressOfANewAttemptDoesNotFollowTheCallersHost() {
        TestUser user = product.operator().newUser();

        Answer begun = product.portal().begin(user).begun();

        assertThat(begun.header("Location")).isEqualTo("/api/v1/logins/" + begun.text("id"));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"").contains("\"reference\":\"");
    }

    private HttpRequest.Builder login() {
        return request("/api/v1/logins")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(LOGIN));
    }

    private HttpRequest.Builder request(String path) {
        return product.http().request(path);
    }

    private static HttpResponse<String> exchange(HttpRequest.Builder request) {
        return Http.exchange(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
