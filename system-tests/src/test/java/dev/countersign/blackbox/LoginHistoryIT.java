package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user is told of the logins to his account, and what "this wasn't me" does. */
@ExtendWith(ProductExtension.class)
class LoginHistoryIT {

    private static final String PATH = "/api/v1/me/logins";

    private final Product product;

    LoginHistoryIT(Product product) {
        this.product = product;
    }

    @Test
    void eachLoginIsToldWithWhereItCameFromAndItsSession() {
        TestUser user = product.operator().newUser();
        Portal portal = product.portal();
        String token = portal.logIn(user, product.inbox());
        later();
        Browser browser = logIn(user);

        List<JsonNode> logins = logins(browser);

        assertThat(logins).hasSize(2).allMatch(login -> text(login, "outcome").equals("SUCCEEDED"));
        assertThat(logins).allMatch(login -> text(login, "factor").equals("SMS"));
        assertThat(logins)
                .extracting(login -> login.path("thisSession").asBoolean())
                .containsExactly(true, false);
        assertThat(logins)
                .extracting(login -> login.path("sessionOpen").asBoolean())
                .containsExactly(true, true);
        assertThat(text(logins.get(1), "address"))
                .isEqualTo(portal.http().headers().get("X-Forwarded-For"));
        assertThat(Instant.parse(text(logins.get(0), "at")))
                .isBetween(product.time().now().minusSeconds(30), product.time().now());
        Http other = product.http().as(token);
        assertThat(other.send(other.request("/api/v1/sessions/current").DELETE())
                        .status())
                .isEqualTo(204);
        assertThat(logins(browser))
                .extracting(login -> login.path("sessionOpen").asBoolean())
                .containsExactly(true, false);
    }

    @Test
    void refusedPasswordsThatAreAlikeAreOneEntry() {
        TestUser user = product.operator().newUser();
        Browser browser = logIn(user);
        Portal one = product.portal();
        Portal two = product.portal();
        for (int i = 0; i < 3; i++) {
            assertThat(one.begin(user.userName(), "Wrong word 1").status()).isEqualTo(401);
        }
        two.begin(user.userName(), "Wrong word 1");
        two.begin(user.userName(), "Wrong word 1", "WORKSTATION");

        List<JsonNode> logins = logins(browser);

        assertThat(outcomes(logins)).containsExactly("WRONG_PASSWORD", "WRONG_PASSWORD", "WRONG_PASSWORD", "SUCCEEDED");
        assertThat(logins).extracting(login -> login.path("count").asInt()).containsExactly(1, 1, 3, 1);
        assertThat(logins)
                .extracting(login -> text(login, "clientKind"))
                .containsExactly("WORKSTATION", "PORTAL", "PORTAL", "PORTAL");
        assertThat(text(logins.get(2), "address"))
                .isEqualTo(one.http().headers().get("X-Forwarded-For"));
        assertThat(logins.get(0).has("factor")).isFalse();
    }

    @Test
    void aClosedDoorIsOneEntryHoweverOftenSomebodyTries() {
        TestUser user = product.operator().newUser();
        Browser browser = logIn(user);
        Portal stranger = product.portal();
        for (int i = 0; i < 10; i++) {
            stranger.begin(user.userName(), "Wrong word 1");
        }
        for (int i = 0; i < 3; i++) {
            assertThat(stranger.begin(user.userName(), user.password()).text("code"))
                    .isEqualTo("LOGIN_LOCKED");
        }

        List<JsonNode> logins = logins(browser);

        assertThat(outcomes(logins)).containsExactly("LOCKED", "WRONG_PASSWORD", "SUCCEEDED");
        assertThat(logins.get(1).path("count").asInt()).isEqualTo(10);
    }

    @Test
    void everyEndOfAnAttemptIsTold() {
        TestUser user = product.operator().newUser();
        Browser browser = logIn(user);

        later();
        Portal.Attempt failed = product.portal().begin(user);
        String code = product.inbox().code(user, 2);
        for (int i = 0; i < 5; i++) {
            failed.answer(Inbox.wrong(code));
        }
        Portal.Attempt cancelled = product.portal().begin(user);
        cancelled
                .http()
                .send(cancelled
                        .http()
                        .request("/api/v1/logins/" + cancelled.id())
                        .DELETE());
        Portal.Attempt superseded = product.portal().begin(user);
        for (int i = 0; i < 3; i++) {
            product.portal().begin(user);
        }
        assertThat(superseded.state().text("state")).isEqualTo("SUPERSEDED");
        assertThat(outcomes(logins(browser))).containsExactly("SUPERSEDED", "CANCELLED", "WRONG_CODE", "SUCCEEDED");
        product.time().advance(Duration.ofMinutes(10));

        List<String> outcomes = Eventually.get(
                "three expired",
                Duration.ofSeconds(30),
                () -> Optional.of(outcomes(logins(browser))).filter(found -> found.size() == 7));
        assertThat(outcomes)
                .containsExactly("EXPIRED", "EXPIRED", "EXPIRED", "SUPERSEDED", "CANCELLED", "WRONG_CODE", "SUCCEEDED");
    }

    @Test
    void theNewestTwentyAreTold() {
        TestUser user = product.operator().newUser();
        Browser browser = logIn(user);
        for (int i = 0; i < 9; i++) {
            product.portal().begin(user.userName(), "Wrong word 1");
        }
        for (int i = 0; i < 15; i++) {
            Browser again = new Browser(product.http());
            again.cookies().putAll(browser.cookies());
            again.begin(user);
            again.delete("/api/v1/logins/" + again.get("/api/v1/logins/current").text("id"));
        }

        List<JsonNode> logins = logins(browser);

        assertThat(logins).hasSize(20);
        assertThat(outcomes(logins).subList(0, 15)).containsOnly("CANCELLED");
        assertThat(logins)
                .extracting(login -> text(login, "at"))
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    void aLoginThatWasNotTheUsersEndsWhatItOpenedAndForgetsItsDevice() {
        TestUser user = product.operator().newUser();
        Browser thief = logIn(user);
        later();
        Browser browser = logIn(user);
        later();
        Browser pending = new Browser(product.http());
        String attempt = "/api/v1/logins/" + pending.begin(user).text("id");
        String disowned = text(logins(browser).get(1), "id");

        Answer answer = browser.post(PATH + "/" + disowned + "/disown");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().path("sessionsEnded").asInt()).isEqualTo(1);
        assertThat(answer.json().path("passwordKnown").asBoolean()).isTrue();
        assertThat(thief.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(pending.get(attempt).text("state")).isEqualTo("SUPERSEDED");
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(200);
        List<JsonNode> logins = logins(browser);
        assertThat(outcomes(logins)).containsExactly("SUPERSEDED", "SUCCEEDED", "SUCCEEDED");
        assertThat(logins)
                .extracting(login -> login.path("disowned").asBoolean())
                .containsExactly(false, false, true);
        assertThat(logins)
                .extracting(login -> login.path("sessionOpen").asBoolean())
                .containsExactly(false, true, false);
        assertOnlyThisDeviceIsKnown(user, browser, thief);
        assertThat(new Audit(product.operator().http()).list("?subject=" + user.userName()))
                .filteredOn(entry -> text(entry, "type").equals("LOGIN_DISOWNED"))
                .singleElement()
                .satisfies(entry -> assertThat(text(entry, "correlationId")).isEqualTo(disowned));
    }

    @Test
    void aRefusedPasswordThatWasNotTheUsersShowsThatNobodyHadIt() {
        TestUser user = product.operator().newUser();
        Browser browser = logIn(user);
        product.portal().begin(user.userName(), "Wrong word 1");
        String id = text(logins(browser).get(0), "id");

        JsonNode first = browser.post(PATH + "/" + id + "/disown").json();
        JsonNode second = browser.post(PATH + "/" + id + "/disown").json();

        assertThat(first.path("sessionsEnded").asInt()).isZero();
        assertThat(first.path("passwordKnown").asBoolean()).isFalse();
        assertThat(second).isEqualTo(first);
        product.portal().begin(user.userName(), "Wrong word 1");
        assertThat(logins(browser))
                .extracting(login -> login.path("disowned").asBoolean())
                .as("what comes later is another entry")
                .containsExactly(false, true, false);
    }

    @Test
    void nobodySeesOrDisownsTheLoginsOfOthers() {
        Browser one = logIn(product.operator().newUser());
        Browser two = logIn(product.operator().newUser());
        String ofTwo = text(logins(two).get(0), "id");

        for (String id : List.of(ofTwo, UUID.randomUUID().toString(), "x", "%00")) {
            assertThat(one.post(PATH + "/" + id + "/disown").status()).as(id).isEqualTo(404);
        }
        assertThat(one.withCookies().post(PATH + "/" + ofTwo + "/disown").text("code"))
                .isEqualTo("ORIGIN_REFUSED");

        assertThat(logins(one)).hasSize(1);
        assertThat(logins(two))
                .extracting(login -> login.path("disowned").asBoolean())
                .containsExactly(false);
        assertThat(two.get("/api/v1/me").status()).isEqualTo(200);
    }

    /** A closed door lets the right password through on a recognised device alone. */
    private void assertOnlyThisDeviceIsKnown(TestUser user, Browser browser, Browser thief) {
        for (int i = 0; i < 10; i++) {
            product.portal().begin(user.userName(), "Wrong word 1");
        }
        assertThat(product.portal().begin(user.userName(), user.password()).text("code"))
                .isEqualTo("LOGIN_LOCKED");
        assertThat(thief.begin(user).text("code")).isEqualTo("LOGIN_LOCKED");
        assertThat(browser.begin(user).status()).isEqualTo(201);
    }

    private Browser logIn(TestUser user) {
        Browser browser = new Browser(product.http());
        browser.logIn(user, product.inbox());
        return browser;
    }

    /** When the number may get another SMS. */
    private void later() {
        product.time().advance(Duration.ofMinutes(2));
    }

    private static List<JsonNode> logins(Browser browser) {
        Answer answer = browser.get(PATH);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return StreamSupport.stream(answer.json().spliterator(), false).toList();
    }

    private static List<String> outcomes(List<JsonNode> logins) {
        return logins.stream().map(login -> text(login, "outcome")).toList();
    }

    private static String text(JsonNode login, String name) {
        return login.path(name).asText();
    }
}
