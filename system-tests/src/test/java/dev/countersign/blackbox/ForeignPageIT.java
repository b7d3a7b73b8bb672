package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a page of another site can have a browser send that has our cookies: it reads nothing and changes nothing. */
@ExtendWith(ProductExtension.class)
class ForeignPageIT {

    private static final String CURRENT = "/api/v1/sessions/current";
    private static final String ID = "00000000-0000-4000-8000-000000000000";

    private final Product product;

    ForeignPageIT(Product product) {
        this.product = product;
    }

    /** Something that only our own page may ask for. */
    private record Change(String method, String path, String body) {

        Answer by(Http http) {
            HttpRequest.Builder request = http.request(path);
            return body.isEmpty()
                    ? http.send(request.method(method, HttpRequest.BodyPublishers.noBody()))
                    : http.send(method, path, "application/json", body);
        }
    }

    /** All that changes something for somebody signed in. */
    private static final List<Change> CHANGES = ApiDocument.V1.list("/me", "/sessions/current").stream()
            .filter(call -> !call.isReading())
            .map(call -> new Change(call.method(), call.path(), call.body() ? "{}" : ""))
            .toList();

    @Test
    void noForeignPageChangesAnythingInASession() {
        Browser browser = browser();
        browser.logIn(product.operator().newUser(), product.inbox());

        assertThat(CHANGES).hasSizeGreaterThan(35);
        foreign(browser).forEach(page -> CHANGES.forEach(change -> assertRefused(change.by(page))));

        assertThat(browser.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(browser.get("/api/v1/me/numbers").json()).hasSize(1);
    }

    @Test
    void noForeignPageTakesPartInALogin() {
        TestUser user = product.operator().newUser();
        Browser browser = browser();
        String attempt = "/api/v1/logins/" + browser.begin(user).text("id");
        String code = product.inbox().code(user);
        List<Change> changes = List.of(
                new Change("POST", attempt + "/sms", ""),
                new Change("POST", attempt + "/answer", Browser.code(code).toString()),
                new Change("POST", attempt + "/token", ""),
                new Change("POST", attempt + "/session", ""),
                new Change("DELETE", attempt, ""),
                new Change(
                        "POST",
                        "/api/v1/logins",
                        Browser.login(user.userName(), user.password()).toString()));

        foreign(browser).forEach(page -> changes.forEach(change -> assertRefused(change.by(page))));

        assertThat(browser.get(attempt).text("state")).isEqualTo("FACTOR_PENDING");
        assertThat(browser.post(attempt + "/answer", Browser.code(code)).status())
                .as("no try was used up")
                .isEqualTo(200);
        assertThat(product.settledTexts(user)).hasSize(1);
    }

    /** The session is a cookie: a secret in the header does not make up for the page. */
    @Test
    void aSessionIsOpenedForOurPagesAloneWhateverOpensTheAttempt() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        attempt.answer(product.inbox().code(user));
        String path = "/api/v1/logins/" + attempt.id() + "/session";

        assertRefused(attempt.http().post(path));
        assertRefused(attempt.http().with("Origin", "https://evil.example").post(path));

        Answer opened =
                attempt.http().with("Origin", Browser.origin(attempt.http())).post(path);
        assertThat(opened.status()).as(opened.toString()).isEqualTo(200);
    }

    /** Nothing that is asked with GET does anything, and no page of another site may read the answer. */
    @Test
    void aGetChangesNothing() {
        Browser browser = browser();
        browser.logIn(product.operator().newUser(), product.inbox());
        Http foreign = browser.withCookies().with("Origin", "https://evil.example");
        List<String> notToBeRead = List.of(
                CURRENT + "/renew", "/api/v1/me/password", "/api/v1/me/confirmations", "/api/v1/me/sessions/" + ID);

        notToBeRead.forEach(
                path -> assertThat(foreign.get(path).status()).as(path).isEqualTo(405));

        Answer read = foreign.get("/api/v1/me");
        assertThat(read.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"));
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(200);
    }

    /** What a form can send without asking first is no JSON here, even from our own address. */
    @Test
    void jsonThatSaysItIsTextIsRefused() {
        TestUser user = product.operator().newUser();
        Browser browser = browser();
        String attempt = "/api/v1/logins/" + browser.begin(user).text("id");
        String code = product.inbox().code(user);
        Http page = browser.withCookies().with("Origin", Browser.origin(product.http()));

        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            String login = Browser.login(user.userName(), user.password()).toString();
            assertThat(page.send("POST", "/api/v1/logins", type, login).status())
                    .isEqualTo(415);
            assertThat(page.send(
                                    "POST",
                                    attempt + "/answer",
                                    type,
                                    Browser.code(code).toString())
                            .status())
                    .isEqualTo(415);
        }

        assertThat(browser.get(attempt).text("state")).isEqualTo("FACTOR_PENDING");
        assertThat(product.settledTexts(user)).hasSize(1);
    }

    /** What others send does not even keep the session from idling out. */
    @Test
    void aRefusedCallIsNoActivity() {
        Browser browser = browser();
        browser.logIn(product.operator().newUser(), product.inbox());
        String before = browser.get(CURRENT).text("idleEndsAt");

        product.time().advance(java.time.Duration.ofMinutes(5));
        assertRefused(browser.withCookies().post(CURRENT + "/renew"));

        assertThat(browser.get(CURRENT).text("idleEndsAt")).isEqualTo(before);
    }

    private Browser browser() {
        return new Browser(product.http());
    }

    /** Pages that are not ours, in a browser that has our cookies. */
    private static Stream<Http> foreign(Browser browser) {
        Http http = browser.withCookies();
        String own = Browser.origin(http);
        return Stream.concat(
                Stream.of(http),
                Stream.of(
                                "null",
                                "https://evil.example",
                                own.replaceFirst("^http:", "https:"),
                                own + ".evil.example",
                                own.replaceFirst(":[0-9]+$", ":1"),
                                own + "/",
                                "http://localhost.evil.example:" + http.base().getPort())
                        .map(origin -> http.with("Origin", origin)));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.text("code")).isEqualTo("ORIGIN_REFUSED");
        assertThat(Browser.setCookies(answer)).isEmpty();
    }
}
