package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A login and a session in a browser: no secret in the page, and what cookies of attempt and session open, and when no more. */
@ExtendWith(ProductExtension.class)
class BrowserSessionIT {

    private static final int CALLERS = 50;
    private static final String CURRENT = "/api/v1/sessions/current";
    private static final String GUARDS = "; Secure; HttpOnly; SameSite=Strict";
    private static final String SECRET = "[A-Za-z0-9_-]{43}";

    private final Product product;

    BrowserSessionIT(Product product) {
        this.product = product;
    }

    @Test
    void noSecretIsInAnyAnswerAndCookiesAreGuardedExactlySo() {
        TestUser user = product.operator().newUser();
        Browser browser = browser();

        Answer begun = browser.begin(user);
        String attempt = "/api/v1/logins/" + begun.text("id");
        Answer answered =
                browser.post(attempt + "/answer", Browser.code(product.inbox().code(user)));
        Answer session = browser.post(attempt + "/session");

        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        assertThat(begun.json().has("secret")).isFalse();
        assertThat(Browser.setCookies(begun))
                .singleElement()
                .asString()
                .matches(Browser.ATTEMPT + "=" + begun.text("id") + "\\." + SECRET + "; Path=/; Max-Age=(59[0-9]|600)"
                        + GUARDS);
        assertThat(Browser.setCookies(answered)).isEmpty();
        assertThat(session.status()).as(session.toString()).isEqualTo(200);
        assertThat(session.text("userName")).isEqualTo(user.userName());
        assertThat(Browser.setCookies(session)).hasSize(3);
        assertThat(cookie(session, Browser.SESSION)).matches(Browser.SESSION + "=" + SECRET + "; Path=/" + GUARDS);
        assertThat(cookie(session, Browser.DEVICE))
                .matches(Browser.DEVICE + "=[^;]{40,}; Path=/; Max-Age=15552000" + GUARDS);
        assertThat(cookie(session, Browser.ATTEMPT)).isEqualTo(Browser.ATTEMPT + "=; Path=/; Max-Age=0" + GUARDS);
        for (Answer answer : List.of(begun, answered, session)) {
            assertThat(answer.body()).doesNotContain(browser.cookies().values()).doesNotContain("eyJ");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void theSessionTellsTheSameAsMeAndItsTimes() {
        TestUser user = product.operator().newUser();
        Browser browser = browser();

        JsonNode session = browser.logIn(user, product.inbox()).json();

        assertThat(browser.get("/api/v1/me").json()).isEqualTo(session);
        Instant now = product.time().now();
        assertThat(Instant.parse(session.path("signedInAt").asText())).isBetween(now.minusSeconds(30), now);
        assertThat(between(session, "signedInAt", "idleEndsAt")).isEqualTo(Duration.ofMinutes(15));
        assertThat(between(session, "signedInAt", "endsAt")).isEqualTo(Duration.ofHours(12));
        assertThat(session.path("sessionExpiresAt")).isEqualTo(session.path("endsAt"));
        assertThat(session.has("passwordChangedAt")).isFalse();
        JsonNode current = browser.get(CURRENT).json();
        assertThat(current.path("id")).isEqualTo(session.path("sessionId"));
        assertThat(current.path("clientKind").asText()).isEqualTo("PORTAL");
        assertThat(current.path("idleEndsAt")).isEqualTo(session.path("idleEndsAt"));
    }

    @Test
    void aPageThatIsLoadedAgainGoesOnWithItsAttempt() {
        TestUser user = product.operator().newUser();
        Browser browser = browser();
        assertThat(browser.get("/api/v1/logins/current").status()).isEqualTo(404);
        String id = browser.begin(user).text("id");

        Answer current = browser.get("/api/v1/logins/current");

        assertThat(current.status()).isEqualTo(200);
        assertThat(current.text("id")).isEqualTo(id);
        assertThat(current.text("state")).isEqualTo("FACTOR_PENDING");
        String code = product.inbox().code(user);
        assertThat(browser.get("/api/v1/logins/" + id).text("id")).isEqualTo(id);
        assertThat(browser.post("/api/v1/logins/" + id + "/answer", Browser.code(code))
                        .status())
                .isEqualTo(200);
        assertThat(browser.get("/api/v1/logins/current").text("state")).isEqualTo("AUTHENTICATED");
        assertThat(browser.post("/api/v1/logins/" + id + "/session").status()).isEqualTo(200);
        assertThat(browser.get("/api/v1/logins/current").status()).isEqualTo(404);
    }

    @Test
    void aHalfAuthenticatedBrowserOpensNothingOfTheUser() {
        TestUser user = product.operator().newUser();
        Browser browser = browser();
        browser.answered(user, product.inbox());
        String cookie = browser.cookies().get(Browser.ATTEMPT);
        String secret = secret(browser);

        for (String path : List.of("/api/v1/me", "/api/v1/me/sessions", "/api/v1/me/numbers", CURRENT)) {
            assertCode(browser.get(path), 401, "TOKEN_REQUIRED");
            assertCode(product.http().as(secret).get(path), 401, "TOKEN_REQUIRED");
            for (String forged : List.of(secret, cookie)) {
                assertCode(withSession(forged).get(path), 401, "TOKEN_REQUIRED");
            }
        }
    }

    @Test
    void theCookieOfAnotherAttemptIsAnsweredLikeAnUnknownOne() {
        TestUser user = product.operator().newUser();
        String other = "/api/v1/logins/"
                + product.portal().begin(product.operator().newUser()).id();
        Browser browser = browser();
        browser.begin(user);
        String unknown = withoutReference(browser.get("/api/v1/logins/" + UUID.randomUUID()));

        for (Answer refused : List.of(
                browser.get(other),
                browser.post(other + "/sms"),
                browser.post(other + "/answer", Browser.code("000000")),
                browser.post(other + "/token"),
                browser.post(other + "/session"),
                browser.delete(other))) {
            assertCode(refused, 404, "NOT_FOUND");
            assertThat(withoutReference(refused)).isEqualTo(unknown);
        }
        assertThat(browser.get("/api/v1/logins/current").text("state")).isEqualTo("FACTOR_PENDING");
    }

    @Test
    void ofFiftyCallsForTokenOrSessionAtOnceOneIsAnswered() {
        TestUser user = product.operator().newUser();
        Browser browser = browser();
        String attempt = browser.answered(user, product.inbox());
        Http page = browser.withCookies().with("Origin", Browser.origin(product.http()));
        Http program = product.http().as(secret(browser));

        List<Answer> answers = AtOnce.call(CALLERS, number -> (Callable<Answer>)
                () -> number % 2 == 0 ? program.post(attempt + "/token") : page.post(attempt + "/session"));

        Map<Integer, Long> byStatus = answers.stream()
                .map(Answer::status)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(byStatus).isEqualTo(Map.of(200, 1L, 409, CALLERS - 1L));
        assertThat(browser.get(attempt).text("state")).isEqualTo("TOKEN_ISSUED");
    }

    /** A script of the page sends the cookie without knowing it, and would read the token. */
    @Test
    void theCookieOfTheAttemptGetsNoToken() {
        TestUser user = product.operator().newUser();
        Browser browser = browser();
        String attempt = browser.answered(user, product.inbox());

        assertCode(browser.post(attempt + "/token"), 404, "NOT_FOUND");

        assertThat(browser.post(attempt + "/session").status()).isEqualTo(200);
    }

    @Test
    void aSessionThatTheBrowserBroughtIsNeverAdopted() {
        TestUser user = product.operator().newUser();
        String planted = "A".repeat(43);
        Browser browser = browser();
        browser.cookies().put(Browser.SESSION, planted);

        browser.logIn(user, product.inbox());

        assertThat(browser.cookies().get(Browser.SESSION)).isNotEqualTo(planted);
        assertThat(withSession(planted).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(browser.get("/api/v1/me").text("userName")).isEqualTo(user.userName());
    }

    @Test
    void aNewLoginInABrowserHasANewSessionAndEndsTheOneBefore() {
        TestUser user = product.operator().newUser();
        Browser browser = browser();
        browser.logIn(user, product.inbox());
        String before = browser.cookies().get(Browser.SESSION);

        TestUser another = product.operator().newUser();
        browser.logIn(another, product.inbox());

        String after = browser.cookies().get(Browser.SESSION);
        assertThat(after).isNotEqualTo(before);
        assertThat(withSession(before).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(withSession(after).get("/api/v1/me").text("userName")).isEqualTo(another.userName());
    }

    @Test
    void aSessionIsDeadAfterLogoutAndTheBrowserForgetsIt() {
        Browser browser = browser();
        browser.logIn(product.operator().newUser(), product.inbox());
        String cookie = browser.cookies().get(Browser.SESSION);

        Answer out = browser.delete(CURRENT);

        assertThat(out.status()).isEqualTo(204);
        assertThat(Browser.setCookies(out)).containsExactly(Browser.SESSION + "=; Path=/; Max-Age=0" + GUARDS);
        assertThat(withSession(cookie).get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void loggingOutEverywhereEndsBrowsersAndPrograms() {
        TestUser user = product.operator().newUser();
        Browser one = browser();
        one.logIn(user, product.inbox());
        product.time().advance(Duration.ofMinutes(2));
        Browser two = browser();
        two.logIn(user, product.inbox());
        product.time().advance(Duration.ofMinutes(2));
        String token = product.portal().logIn(user, product.inbox());
        assertThat(two.get("/api/v1/me/sessions").json().path("sessions")).hasSize(3);

        Answer out = two.delete("/api/v1/me/sessions");

        assertThat(out.status()).isEqualTo(204);
        assertThat(two.cookies()).doesNotContainKey(Browser.SESSION);
        assertThat(one.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(product.http().as(token).get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void aChangedPasswordEndsTheSessionsOfOtherBrowsersAndIsTold() {
        TestUser user = product.operator().newUser();
        Browser thief = browser();
        thief.logIn(user, product.inbox());
        product.time().advance(Duration.ofMinutes(2));
        Browser browser = browser();
        browser.logIn(user, product.inbox());
        product.time().advance(Duration.ofMinutes(2));

        Answer changed = changePassword(browser, user);

        assertThat(changed.status()).as(changed.toString()).isEqualTo(204);
        assertThat(thief.get("/api/v1/me").status()).isEqualTo(401);
        Instant told = Instant.parse(browser.get("/api/v1/me").text("passwordChangedAt"));
        assertThat(told)
                .isBetween(product.time().now().minusSeconds(30), product.time().now());
    }

    @Test
    void askingAboutTheSessionDoesNotKeepItAndRenewingDoes() {
        Browser idle = browser();
        idle.logIn(product.operator().newUser(), product.inbox());
        Browser kept = browser();
        kept.logIn(product.operator().newUser(), product.inbox());
        String idleEnd = idle.get(CURRENT).text("idleEndsAt");

        product.time().advance(Duration.ofMinutes(8));
        assertThat(idle.get(CURRENT).text("idleEndsAt")).isEqualTo(idleEnd);
        Answer renewed = kept.post(CURRENT + "/renew");
        assertThat(renewed.status()).isEqualTo(204);
        assertThat(renewed.body()).isEmpty();
        product.time().advance(Duration.ofMinutes(8));

        assertCode(idle.get(CURRENT), 401, "TOKEN_REQUIRED");
        assertThat(kept.get(CURRENT).status()).isEqualTo(200);
    }

    @Test
    void theSessionOfABrowserEndsWithItsLife() {
        Browser browser = browser();
        browser.logIn(product.operator().newUser(), product.inbox());
        Instant end = Instant.parse(browser.get(CURRENT).text("endsAt"));
        while (product.time().now().plus(Duration.ofMinutes(14)).isBefore(end)) {
            product.time().advance(Duration.ofMinutes(14));
            assertThat(browser.post(CURRENT + "/renew").status()).isEqualTo(204);
        }
        assertThat(browser.get(CURRENT).text("idleEndsAt")).isEqualTo(end.toString());

        product.time().advanceTo(end);

        assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void whereBothAreSentTheBearerCounts() {
        TestUser user = product.operator().newUser();
        String token = product.portal().logIn(user, product.inbox());
        Browser browser = browser();
        browser.logIn(product.operator().newUser(), product.inbox());

        assertThat(browser.withCookies().as(token).get("/api/v1/me").text("userName"))
                .isEqualTo(user.userName());
        assertCode(browser.withCookies().as("x").get("/api/v1/me"), 401, "TOKEN_REQUIRED");
        assertThat(browser.withCookies().as(token).post(CURRENT + "/renew").text("tokenType"))
                .isEqualTo("Bearer");
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void anAttemptThatIsCancelledLeadsNowhere() {
        TestUser user = product.operator().newUser();
        Browser browser = browser();
        String attempt = "/api/v1/logins/" + browser.begin(user).text("id");
        String code = product.inbox().code(user);
        String cookie = browser.cookies().get(Browser.ATTEMPT);

        Answer cancelled = browser.delete(attempt);

        assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(204);
        assertThat(Browser.setCookies(cancelled)).containsExactly(Browser.ATTEMPT + "=; Path=/; Max-Age=0" + GUARDS);
        browser.cookies().put(Browser.ATTEMPT, cookie);
        assertThat(browser.get(attempt).text("state")).isEqualTo("CANCELLED");
        assertCode(browser.post(attempt + "/answer", Browser.code(code)), 409, "ATTEMPT_CLOSED");
        assertCode(browser.post(attempt + "/session"), 409, "ATTEMPT_CLOSED");
        assertCode(browser.delete(attempt), 409, "ATTEMPT_CLOSED");
    }

    @Test
    void aProgramCancelsWithItsSecretAlsoAfterTheRightCode() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        assertThat(attempt.answer(product.inbox().code(user)).status()).isEqualTo(200);

        Answer cancelled = attempt.http()
                .send(attempt.http().request("/api/v1/logins/" + attempt.id()).DELETE());

        assertThat(cancelled.status()).isEqualTo(204);
        assertThat(Browser.setCookies(cancelled)).isEmpty();
        assertCode(attempt.token(), 409, "ATTEMPT_CLOSED");
    }

    private Browser browser() {
        return new Browser(product.http());
    }

    private static String secret(Browser browser) {
        String cookie = browser.cookies().get(Browser.ATTEMPT);
        return cookie.substring(cookie.indexOf('.') + 1);
    }

    private Http withSession(String cookie) {
        return product.http().with("Cookie", Browser.SESSION + "=" + cookie);
    }

    /** A number that got an SMS two minutes ago. */
    private Answer changePassword(Browser browser, TestUser user) {
        int before = product.inbox().codes(user).size();
        Answer begun = browser.post("/api/v1/me/confirmations", "{\"purpose\": \"PASSWORD_CHANGE\"}");
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        ObjectNode json = Account.proven(
                Account.body().put("oldPassword", user.password()).put("newPassword", "Quite another 7"),
                begun.text("id"),
                product.inbox().code(user, before + 1));
        return browser.put("/api/v1/me/password", json);
    }

    private static String cookie(Answer answer, String name) {
        return Browser.setCookies(answer).stream()
                .filter(header -> header.startsWith(name + "="))
                .findFirst()
                .orElse("");
    }

    private static Duration between(JsonNode json, String from, String to) {
        return Duration.between(
                Instant.parse(json.path(from).asText()),
                Instant.parse(json.path(to).asText()));
    }

    private static String withoutReference(Answer answer) {
        ObjectNode json = (ObjectNode) answer.json();
        json.remove("reference");
        return json.toString();
    }

    private static void assertCode(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
    }
}
