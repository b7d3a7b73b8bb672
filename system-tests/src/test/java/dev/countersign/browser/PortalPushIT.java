package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Handset;
import dev.countersign.blackbox.Product;
import dev.countersign.sdk.LiveConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A login that its user approves on his phone, as the page at the keyboard shows it; by keyboard alone. */
@InBrowser
class PortalPushIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LIFE = Duration.ofMinutes(3);
    private static final String PUSH = "**/api/v1/logins/*/push";

    private final Screens screens;
    private final Product product;

    PortalPushIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    private AskedOnPhone asked() {
        return AskedOnPhone.of(screens.open(Look.DESKTOP), product);
    }

    private static LocatorAssertions assertButton(Person person, String key) {
        return PlaywrightAssertions.assertThat(person.screen().find(AriaRole.BUTTON, person.say(key)));
    }

    @Test
    void thePageGoesOnByItselfWhenThePhoneApproves() {
        try (AskedOnPhone asked = asked().goToWaiting()) {
            Person person = asked.person();
            String number = asked.number().orElseThrow();
            assertThat(person.screen().page().title()).isEqualTo(person.say("waiting.title") + " - Countersign");
            assertThat(asked.request().asksNumber()).isTrue();
            person.screen().awaitFocus(person.screen().find(AriaRole.HEADING, person.say("waiting.title")));
            person.screen().awaitAnnouncement(String.join(" ", number.split("")));
            asked.phone().show(asked.request());
            person.screen().awaitWords(asked.say("waiting.opened"));

            asked.approve();

            person.awaitOverview();
        }
    }

    @Test
    void aPageThatIsLoadedAgainWaitsOn() {
        try (AskedOnPhone asked = asked().goToWaiting()) {
            Optional<String> number = asked.number();

            asked.person().screen().page().reload();

            asked.awaitWaiting();
            assertThat(asked.number()).isEqualTo(number);
            asked.approve();
            asked.person().awaitOverview();
        }
    }

    @Test
    void afterAWhileTheOtherWaysComeIntoSight() {
        try (AskedOnPhone asked = asked().goToWaiting()) {
            Person person = asked.person();
            assertButton(person, "waiting.no-notification").isVisible();
            assertButton(person, "waiting.again").isHidden();

            person.screen().advance(PATIENCE);

            person.screen().awaitWords(person.say("waiting.tip"));
            person.press("waiting.again");
            person.screen().awaitWords(asked.say("waiting.sent-again"));
            assertThat(asked.phone().waiting())
                    .as("the one before counts no more")
                    .hasSize(1);
            person.press("waiting.again");
            assertButton(person, "waiting.again").isHidden();
            assertButton(person, "waiting.no-notification").isFocused();
            asked.approve();
            person.awaitOverview();
        }
    }

    @Test
    void anExpiredRequestIsFollowedByAnotherOne() {
        try (AskedOnPhone asked = asked().goToWaiting()) {
            Person person = asked.person();

            screens.advance(LIFE);

            person.screen().awaitWords(person.say("waiting.expired"));
            PlaywrightAssertions.assertThat(asked.numberOnScreen()).isHidden();
            assertButton(person, "waiting.challenge").isVisible();
            // By the server's clock the app was last seen three minutes ago.
            try (LiveConnection opened = asked.phone().open()) {
                person.press("waiting.again");
                person.screen().awaitWords(asked.say("waiting.sent-again"));
                asked.approve();
                person.awaitOverview();
                assertThat(opened.isOpen()).isTrue();
            }
        }
    }

    @Test
    void anExpiredRequestIsFollowedByAChallenge() {
        try (AskedOnPhone asked = asked().goToWaiting()) {
            screens.advance(LIFE);
            asked.person().screen().awaitWords(asked.person().say("waiting.expired"));

            asked.person().press("waiting.challenge");

            asked.awaitChallenge();
            asked.respond();
            asked.person().awaitOverview();
        }
    }

    @Test
    void aLateApprovalCountsWhileTheChallengeIsShown() {
        try (AskedOnPhone asked = asked().goToWaiting()) {
            Person person = asked.person();
            Optional<String> number = asked.number();

            person.press("waiting.no-notification");

            asked.awaitChallenge();
            person.screen().awaitFocus(person.screen().field(person.say("response.label")));
            assertThat(person.screen().page().title()).isEqualTo(person.say("challenge.title") + " - Countersign");
            person.screen().awaitWords(person.say("waiting.late-number", "number", number.orElseThrow()));
            person.screen().page().reload();
            asked.awaitChallenge();
            person.screen().awaitWords(person.say("waiting.late-number", "number", number.orElseThrow()));
            asked.approve(number);
            person.awaitOverview();
        }
    }

    @Test
    void aDenialIsToldPlainly() {
        try (AskedOnPhone asked = asked().goToWaiting()) {
            Person person = asked.person();

            asked.deny();

            person.screen().awaitHeading(person.say("denied.title"));
            person.screen().awaitWords(asked.say("denied.text"));
            person.screen().awaitWords(person.say("denied.advice"));
            assertThat(person.screen().page().title()).isEqualTo(person.say("denied.title") + " - Countersign");
            person.press("denied.back");
            person.screen().awaitHeading(person.say("login.title"));
            asked.goToWaiting().approve();
            person.awaitOverview();
            person.screen().awaitWords(person.say("outcome.denied"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "409, PUSH_NOT_SENT, PUSH_UNREACHABLE, waiting.failed",
        "409, PUSH_NOT_SENT, PUSH_OFF, waiting.off",
        "409, PUSH_NOT_SENT, PUSH_SUSPENDED, waiting.paused",
        "429, PUSH_LIMIT, , waiting.limit",
    })
    void whereThePhoneCannotBeAskedAgainAChallengeIsAskedAtOnce(
            int status, String code, @Nullable String reason, String said) {
        try (AskedOnPhone asked = asked().goToWaiting()) {
            Person person = asked.person();
            person.screen().expect(status + " POST /api/v1/logins/*/push");
            person.screen().page().route(PUSH, route -> refuse(route, status, code, reason));
            person.screen().advance(PATIENCE);

            person.press("waiting.again");

            asked.awaitChallenge();
            PlaywrightAssertions.assertThat(person.screen().page().locator(".notice:focus"))
                    .containsText(asked.say(said));
            asked.respond();
            person.awaitOverview();
        }
    }

    @Test
    void aPhoneThatIsNotReachedIsAskedAChallengeAtOnce() {
        try (AskedOnPhone asked = asked()) {
            Person person = asked.person();
            atTheFirstEvent(person.screen(), state -> state.replace("\"SENT\"", "\"FAILED\""));
            person.openPortal();
            person.sendPassword(person.user().password());

            asked.awaitChallenge();

            PlaywrightAssertions.assertThat(person.screen().page().locator(".notice:focus"))
                    .containsText(asked.say("waiting.failed"));
            asked.respond();
            person.awaitOverview();
        }
    }

    @Test
    @Tag("full")
    void whoLeftHisPhoneUnansweredIsToldHowPushesComeBack() {
        try (AskedOnPhone asked = asked().ignoring(3)) {
            Person person = asked.person();
            person.openPortal();
            person.sendPassword(person.user().password());
            asked.awaitChallenge();
            person.screen().awaitWords(person.say("waiting.paused"));
            // By itself: the server looks at what kept them away, and the phone of this test has no push service.
            person.screen().awaitWords(person.say("missing.cause"));
            person.screen().awaitWords(asked.say("missing.token-dead"));
            asked.respond();
            person.awaitOverview();
            person.logOut();

            asked.goToWaiting().approve(asked.number());

            person.awaitOverview();
        }
    }

    @Test
    void whoGetsNoNotificationIsToldWhyBesideTheChallengeAndAskedOneThingAfterTheOther() {
        try (AskedOnPhone asked = asked().goToWaiting()) {
            Person person = asked.person();
            person.press("waiting.no-notification");
            asked.awaitChallenge();
            // The server cannot know more than that no push service reaches this phone; from here on as if it knew
            // nothing.
            person.press("missing.open");
            person.screen().awaitHeading(person.say("missing.open"));
            person.screen().awaitWords(person.say("missing.now"));
            PlaywrightAssertions.assertThat(person.screen().page().locator(".notice:focus"))
                    .containsText(asked.say("missing.token-dead"));
            person.screen().assertAccessible();
            answerDiagnosis(person.screen(), "\"verdict\": \"N_NOT_DELIVERED\", \"question\": \"power\"");
            person.screen().page().reload();
            asked.awaitChallenge();

            person.press("missing.open");

            person.screen().awaitWords(asked.say("missing.not-delivered"));
            person.screen().awaitWords(person.say("missing.ask-power"));
            answerDiagnosis(person.screen(), "\"verdict\": \"N_POWER\"");
            Request answered = person.screen()
                    .page()
                    .waitForRequest("**/api/v1/logins/*/diagnosis", () -> person.press("missing.yes"));
            assertThat(answered.postData()).isEqualTo("{\"power\":true}");
            person.screen().awaitWords(person.say("app.notify-power"));
            person.screen().awaitWords(person.say("missing.power-android"));
            PlaywrightAssertions.assertThat(person.screen().page().locator(".notice:focus"))
                    .isVisible();
            asked.respond();
            person.awaitOverview();
        }
    }

    @Test
    void whoStoppedHisPhoneIsToldToCall() {
        try (AskedOnPhone asked = asked().goToWaiting()) {
            Person person = asked.person();
            person.press("waiting.no-notification");
            asked.awaitChallenge();
            answerDiagnosis(person.screen(), "\"verdict\": \"N_NOT_ACTIVATED\"", "STOPPED");

            person.press("missing.open");

            person.screen().awaitWords(person.say("app.stopped"));
            person.screen().awaitWords("7QK2-M0XD");
            person.screen().assertAccessible();
        }
    }

    @Test
    void aTestThatWasOpenedLeadsBackToTheNotification() {
        try (AskedOnPhone asked = asked().goToWaiting()) {
            Person person = asked.person();
            person.press("waiting.no-notification");
            asked.awaitChallenge();
            String until = "\"until\": \"2100-01-01T00:00:00Z\"}";
            answerDiagnosis(
                    person.screen(), "\"verdict\": \"N_NOT_DELIVERED\", \"test\": {\"state\": \"PENDING\", " + until);
            person.press("missing.open");
            person.screen().awaitWords(person.say("app.notify-test-sent"));

            answerDiagnosis(person.screen(), "\"verdict\": \"N_WORKS\", \"test\": {\"state\": \"OPENED\", " + until);
            person.screen().advance(Duration.ofSeconds(4));

            person.screen().awaitWords(person.say("app.notify-test-good"));
            person.press("waiting.again");
            asked.awaitWaiting();
            asked.approve();
            person.awaitOverview();
        }
    }

    @Test
    void theTradingClientWaitsForThePhoneToo() {
        try (AskedOnPhone asked = asked()) {
            Person person = asked.person();
            goToTrading(person);
            asked.awaitWaiting();

            asked.approve();

            person.screen()
                    .awaitHeading(person.say("trading.in", "user", person.user().userName()));
        }
    }

    @Test
    void theTradingClientSendsWhomNoPushReachesToThePortal() {
        try (AskedOnPhone asked = asked().ignoring(3)) {
            Person person = asked.person();
            goToTrading(person);
            asked.awaitChallenge();

            person.screen().awaitWords(person.say("waiting.paused-portal"));

            asked.respond();
            person.screen()
                    .awaitHeading(person.say("trading.in", "user", person.user().userName()));
        }
    }

    @Test
    void whoWantsNoPushesTurnsThemOffByHisFactor() {
        try (AskedOnPhone asked = asked().goToWaiting()) {
            Person person = asked.person();
            asked.approve();
            person.awaitOverview();
            person.goTo("menu.authenticator", "menu.authenticator");
            Locator off = person.screen().field(person.say("seamless.disabled"));
            person.keyboard().tabTo(person.screen().field(person.say("seamless.enabled")), "the choice");
            person.screen().page().keyboard().press("ArrowDown");
            PlaywrightAssertions.assertThat(off).isChecked();

            person.press("seamless.save");
            person.screen().awaitHeading(person.say("confirm.title"));
            asked.respond();

            person.screen().awaitWords(person.say("seamless.saved"));
            person.screen().page().reload();
            PlaywrightAssertions.assertThat(off).isChecked();
            person.logOut();
            person.sendPassword(person.user().password());
            asked.awaitChallenge();
        }
    }

    /** As if a server knew that. */
    private static void answerDiagnosis(Screen screen, String members) {
        answerDiagnosis(screen, members, "ACTIVE");
    }

    private static void answerDiagnosis(Screen screen, String members, String state) {
        String body = "{" + members + ", \"phone\": {\"model\": \"" + Handset.MODEL
                + "\", \"platform\": \"ANDROID_BROWSER\", \"state\": \"" + state + "\"}, \"reference\": \"7QK2-M0XD\"}";
        screen.page()
                .route(
                        "**/api/v1/logins/*/diagnosis",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody(body)));
    }

    private static void goToTrading(Person person) {
        person.screen().goTo("/trading/");
        person.screen().awaitHeading(person.say("trading.title"));
        person.sendPassword(person.user().password());
    }

    private static void refuse(Route route, int status, String code, @Nullable String reason) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody("{\"code\": \"" + code + "\"" + (reason == null ? "" : ", \"reason\": \"" + reason + "\"")
                        + ", \"reference\": \"7QK2-M0XD\", \"next\": [\"CHALLENGE\"]}"));
    }

    /** Changes what the first stream of events says; those after it come from the server. */
    private static void atTheFirstEvent(Screen screen, UnaryOperator<String> change) {
        screen.page()
                .route(
                        "**/api/v1/logins/*/events",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/event-stream")
                                .setBody("event: state\ndata: " + change.apply(current(screen)) + "\n\n")),
                        new Page.RouteOptions().setTimes(1));
    }

    private static String current(Screen screen) {
        return (String) screen.page().evaluate("() => fetch('/api/v1/logins/current').then(answer => answer.text())");
    }
}
