package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.countersign.blackbox.Operator;
import dev.countersign.blackbox.Product;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The login of the portal, by keyboard alone: the way in, every refusal, and what people do in the middle of it. */
@InBrowser
class PortalLoginIT {

    private static final String BAD_CREDENTIALS = "401 POST /api/v1/logins";
    private static final String WRONG_CODE = "422 POST /api/v1/logins/*/answer";

    /** After so long a page opens a silent stream again. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(40);

    /** Has the test say when a request has taken too long. */
    private static final String LIMITS = """
            globalThis.limits = new Map();
            const later = setTimeout;
            setTimeout = (act, wait, ...rest) => {
              const timer = later(act, wait, ...rest);
              if (wait === 20_000) {
                limits.set(timer, act);
              }
              return timer;
            };
            const never = clearTimeout;
            clearTimeout = (timer) => {
              limits.delete(timer);
              never(timer);
            };
            """;

    private static final String TIME_IS_OVER = "() => limits.forEach((act) => act())";

    private final Screens screens;
    private final Product product;

    PortalLoginIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    private Person person() {
        return Person.withNumber(screens.open(Look.DESKTOP), product);
    }

    @Test
    void passwordAndCodeOpenTheOverview() {
        Person person = person();

        person.goToCode();
        person.sendCode(person.code(1));

        person.awaitOverview();
        Screen screen = person.screen();
        screen.awaitFocus(screen.find(
                AriaRole.HEADING, person.say("home.title", "user", person.user().userName())));
        PlaywrightAssertions.assertThat(screen.page()).hasTitle(Pattern.compile(person.say("menu.home")));
    }

    /** The request came, and what it was answered with went lost on the way. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/logins/*/answer", "/api/v1/logins/*/session"})
    void whatIsNotAnsweredIsAskedOnceMoreAndDoneOnce(String path) {
        Person person = person();
        person.screen().loseFirstAnswer("POST", path);

        person.goToCode();
        person.sendCode(person.code(1));

        person.awaitOverview();
        assertThat(product.inbox().texts(person.user().number())).hasSize(1);
    }

    /** Not by itself: a wrong password counts each time. */
    @Test
    void aLoginWhoseBeginningWasNotAnsweredGoesOnWhenItIsBegunAgain() {
        Person person = person();
        person.screen().loseFirstAnswer("POST", "/api/v1/logins");
        person.openPortal();
        person.sendPassword(person.user().password());
        person.screen().awaitTrouble(person.say("connection.try-again"));

        person.press("login.button");
        person.awaitCodeScreen();
        person.sendCode(person.code(1));

        person.awaitOverview();
        assertThat(product.inbox().texts(person.user().number())).hasSize(1);
    }

    /** A connection that breaks in the middle of an answer is a lost one, from the first call of the page on. */
    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() {
        Person person = person();
        breakAnswer(person.screen(), "**/api/v1/settings");
        breakAnswer(person.screen(), "**/api/v1/logins/*/answer");

        person.goToCode();
        person.sendCode(person.code(1));

        person.awaitOverview();
    }

    private static void breakAnswer(Screen screen, String path) {
        screen.page()
                .route(
                        path,
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setResponse(route.fetch())
                                .setBody("{\"state\": ")),
                        new Page.RouteOptions().setTimes(1));
    }

    /** In octets as they come, compressed, with headers; {@link LighthouseIT} asks more, in the long series. */
    @Test
    void theLoginPageIsSmall() {
        Person person = person();
        List<Request> requests = new ArrayList<>();
        person.screen().page().onRequestFinished(requests::add);

        person.openPortal();

        int octets = requests.stream()
                .map(Request::sizes)
                .mapToInt(sizes -> sizes.responseHeadersSize + sizes.responseBodySize)
                .sum();
        assertThat(octets).isBetween(20_000, 80_000);
    }

    @Test
    void noSecretIsWithinReachOfAScript() {
        Person person = person();
        String everything =
                "() => JSON.stringify([location.href, document.cookie, {...localStorage}, {...sessionStorage},"
                        + " history.state, document.documentElement.outerHTML])";

        person.goToCode();
        String atCode = (String) person.screen().page().evaluate(everything);
        String code = person.code(1);
        person.sendCode(code);
        person.awaitOverview();
        String inside = (String) person.screen().page().evaluate(everything);

        assertThat(atCode + inside).doesNotContain(person.user().password(), code);
        person.screen().page().context().cookies().forEach(cookie -> {
            assertThat(cookie.httpOnly).as(cookie.name).isTrue();
            assertThat(cookie.secure).as(cookie.name).isTrue();
            assertThat(atCode + inside).as(cookie.name).doesNotContain(cookie.value);
        });
        assertThat(person.screen().page().context().cookies())
                .extracting(cookie -> cookie.name)
                .contains("__Host-countersign-session")
                .doesNotContain("__Host-countersign-attempt");
    }

    @Test
    void aWrongPasswordIsToldAtItsFieldAndTheNameStays() {
        Person person = person();
        person.screen().expect(BAD_CREDENTIALS);
        person.openPortal();

        person.sendPassword("Wrong word 1");

        Screen screen = person.screen();
        screen.awaitRefusedField(person.say("login.password"), person.say("login.bad-credentials"));
        PlaywrightAssertions.assertThat(screen.field(person.say("login.password")))
                .hasValue("");
        PlaywrightAssertions.assertThat(screen.field(person.say("login.user-name")))
                .hasValue(person.user().userName());
        screen.keyboard().type(person.user().password()).press("Enter");
        person.awaitCodeScreen();
    }

    @Test
    void aNameThatNobodyHasIsAnsweredInTheSameWords() {
        Person nobody = new Person(screens.open(Look.DESKTOP), product, Operator.invent());
        nobody.screen().expect(BAD_CREDENTIALS);
        nobody.openPortal();

        nobody.sendPassword("Wrong word 1");

        nobody.screen().awaitRefusedField(nobody.say("login.password"), nobody.say("login.bad-credentials"));
    }

    @Test
    void anEmptyFieldIsToldBeforeAnythingIsSent() {
        Person person = person();
        person.openPortal();

        person.keyboard().press("Enter");
        person.screen().awaitRefusedField(person.say("login.user-name"), person.say("form.missing"));
        person.keyboard().type(person.user().userName()).press("Enter");

        person.screen().awaitRefusedField(person.say("login.password"), person.say("form.missing"));
    }

    @Test
    void aLockedUserReadsWhatToDo() {
        Person person = new Person(
                screens.open(Look.DESKTOP), product, product.operator().newLockedUser());
        person.screen().expect("403 POST /api/v1/logins");
        person.openPortal();

        person.sendPassword(person.user().password());

        person.screen().awaitTrouble(person.say("login.locked-for-now"));
    }

    @Test
    void aWrongCodeLeavesTriesAndTheRightOneStillWorks() {
        Person person = person();
        person.screen().expect(WRONG_CODE);
        person.goToCode();

        person.sendCode(person.wrongCode());

        person.screen().awaitRefusedField(person.say("code.label"), "Wrong code. 4 tries left.");
        PlaywrightAssertions.assertThat(person.screen().field(person.say("code.label")))
                .hasValue("");
        person.keyboard().type(person.code(1)).press("Enter");
        person.awaitOverview();
    }

    @Test
    void theLastWrongCodeLeadsBackToThePassword() {
        Person person = person();
        person.screen().expect(WRONG_CODE);
        person.goToCode();
        String wrong = person.wrongCode();

        for (int left = 4; left > 0; left--) {
            person.sendCode(wrong);
            person.screen().awaitWords("Wrong code. " + left + (left == 1 ? " try" : " tries") + " left.");
        }
        person.sendCode(wrong);

        person.screen().awaitHeading(person.say("login.title"));
        person.screen().awaitWords(person.say("code.no-tries"));
        person.screen().awaitAnnouncement(person.say("code.no-tries"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "1234567", "abcdef"})
    void whatCannotBeACodeIsToldAndKeptAndCostsNoTry(String typed) {
        Person person = person();
        person.goToCode();

        person.sendCode(typed);

        person.screen().awaitRefusedField(person.say("code.label"), person.say("code.form"));
        PlaywrightAssertions.assertThat(person.screen().field(person.say("code.label")))
                .hasValue(typed);
    }

    @Test
    void aPastedCodeMayHaveSpacesAndDashes() {
        Person person = person();
        person.goToCode();
        String code = person.code(1);

        person.keyboard()
                .paste(" " + fullwidth(code.substring(0, 3)) + "\u2013" + code.substring(3) + "\u00a0")
                .press("Enter");

        person.awaitOverview();
    }

    /** Digits as a keyboard of East Asia types them. */
    private static String fullwidth(String digits) {
        return digits.chars()
                .mapToObj(digit -> Character.toString(digit - '0' + 0xff10))
                .collect(Collectors.joining());
    }

    @Test
    void theFieldForTheCodeHelpsPhones() {
        Person person = Person.withNumber(screens.open(Look.PHONE), product);

        person.goToCode();

        PlaywrightAssertions.assertThat(person.screen().field(person.say("code.label")))
                .hasAttribute("autocomplete", "one-time-code");
        PlaywrightAssertions.assertThat(person.screen().field(person.say("code.label")))
                .hasAttribute("inputmode", "numeric");
    }

    @Test
    void theDeliveryIsToldAndChangesByItself() {
        Person person = person();

        person.goToCode();

        person.screen().awaitWords("The network reports that the message reached");
        person.screen()
                .awaitWords(
                        person.user().number().substring(person.user().number().length() - 4));

        screens.advance(Duration.ofMinutes(1));
        person.screen().awaitWords("delivered at");
        person.press("undelivered.open");
        person.screen().awaitWords(person.say("undelivered.also"));
        person.screen().assertAccessible();
        person.press("missing.no");
        person.screen().awaitWords(person.say("undelivered.change-number"));
        person.sendCode(person.code(1));
        person.awaitOverview();
    }

    @Test
    void whatTheCarrierBlocksIsNotAdvisedToBeSentAgain() {
        Person person = person();

        Scenes.during("REJECTED_RECEIPT", product, () -> {
            person.goToCode();
            person.awaitDelivery("message.carrier-blocked");
        });

        person.screen().page().reload();
        person.awaitDelivery("message.carrier-blocked");
    }

    @Test
    void aMessageThatFailedOpensTheWayToAnotherOne() {
        Person person = person();

        Scenes.during("NEGATIVE_RECEIPT", product, () -> {
            person.goToCode();
            person.awaitDelivery("message.failed");
        });

        PlaywrightAssertions.assertThat(again(person)).isVisible();
        person.screen().awaitWords("You can ask for a new message in");
    }

    /** As many messages as a number may get within an hour. */
    @Test
    void aLimitIsToldAsOneWithTheTimeOfItsEndAlsoLater() {
        Person person = person();
        for (int i = 0; i < 5; i++) {
            product.portal().begin(person.user());
            screens.advance(Duration.ofMinutes(2));
        }

        person.goToCode();
        person.awaitDelivery("message.daily-limit");
        person.press("message.no-code");
        person.screen().awaitWords("You can ask for a new message at");
        PlaywrightAssertions.assertThat(again(person)).hasAttribute("aria-disabled", "true");

        person.screen().page().reload();
        person.awaitDelivery("message.daily-limit");
    }

    @Test
    void theCodeIsSentAgainAfterThePauseAndWhatWasTypedStays() {
        Person person = person();
        person.goToCode();
        String code = person.code(1);
        person.keyboard().type("123");

        person.press("message.no-code");
        person.screen().awaitWords("You can ask for a new message in");
        screens.advance(Duration.ofMinutes(2));
        PlaywrightAssertions.assertThat(again(person)).hasAttribute("aria-disabled", "false");
        person.keyboard().tabTo(again(person), "the button that sends again").press("Enter");

        assertThat(person.code(2)).isEqualTo(code);
        person.screen().awaitWords("You can ask for a new message in");
        PlaywrightAssertions.assertThat(person.screen().field(person.say("code.label")))
                .hasValue("123");
        person.sendCode(code);
        person.awaitOverview();
    }

    private static Locator again(Person person) {
        return person.screen()
                .page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^Send the code again to")));
    }

    @Test
    void aCancelledLoginStaysCancelled() {
        Person person = person();
        person.goToCode();

        person.press("form.cancel");
        person.screen().awaitHeading(person.say("login.title"));
        person.screen().page().reload();

        person.screen().awaitHeading(person.say("login.title"));
        assertThat(person.screen().page().context().cookies())
                .extracting(cookie -> cookie.name)
                .doesNotContain("__Host-countersign-attempt");
    }

    @Test
    void anAttemptThatExpiresLeadsBackByItselfAlsoWithoutNetwork() {
        Person person = person();
        person.goToCode();
        person.code(1);

        person.screen().goOffline();
        screens.advance(Duration.ofMinutes(11));

        person.screen().awaitHeading(person.say("login.title"));
        person.screen().awaitWords(person.say("login.expired"));
        person.screen().awaitAnnouncement(person.say("login.expired"));
    }

    @Test
    void anAttemptThatTheServerKnowsNoMoreLeadsBack() {
        Person person = person();
        person.screen().expect("404 GET /api/v1/logins/*/events");
        person.goToCode();

        person.screen().page().context().clearCookies();
        person.screen().advance(LONGEST_SILENCE);

        person.screen().awaitHeading(person.say("login.title"));
        person.screen().awaitWords(person.say("login.over"));
    }

    @Test
    void aReloadInTheMiddleGoesOnAtTheCode() {
        Person person = person();
        person.goToCode();

        person.screen().page().reload();

        person.awaitCodeScreen();
        person.sendCode(person.code(1));
        person.awaitOverview();
    }

    @Test
    void theScreenOfTheCodeThatDidNotLoadComesWithThePageLoadedAnew() {
        Person person = person();
        breakOff(person.screen(), "GET", "/shared/factor.js", 1);

        person.openPortal();
        person.sendPassword(person.user().password());

        person.awaitCodeScreen();
        person.sendCode(person.code(1));
        person.awaitOverview();
    }

    @Test
    void theButtonBackDoesNotBringTheCodeBackAfterTheLogin() {
        Person person = person();
        person.logIn();
        person.goTo("menu.numbers", "menu.numbers");

        person.screen().page().goBack();

        person.awaitOverview();
    }

    @Test
    void theButtonBackShowsNothingAfterTheLogout() {
        Person person = person();
        person.logIn();
        person.goTo("menu.numbers", "menu.numbers");

        person.logOut();
        person.screen().awaitWords(person.say("session.logged-out"));
        person.screen().page().goBack();

        person.screen().awaitHeading(person.say("login.title"));
        assertThat(person.screen().page().content())
                .doesNotContain(person.user().userName());
    }

    @Test
    void anAddressInsideLeadsThereAfterTheLogin() {
        Person person = person();
        person.screen().goTo("/#numbers");
        person.screen().awaitHeading(person.say("login.title"));

        person.sendPassword(person.user().password());
        person.awaitCodeScreen();
        person.sendCode(person.code(1));

        person.screen().awaitHeading(person.say("menu.numbers"));
    }

    /** Each object has something of these names. */
    @Test
    void anAddressThatNamesNoViewIsTheBeginning() {
        Person person = person();
        person.screen().goTo("/#constructor");
        person.screen().awaitHeading(person.say("login.title"));
        person.sendPassword(person.user().password());
        person.awaitCodeScreen();
        person.sendCode(person.code(1));
        person.awaitOverview();

        person.screen().goTo("/#toString");
        person.awaitOverview();
    }

    @Test
    void aSecondTabIsInAndGoesOutWithTheFirst() {
        Person person = person();
        person.logIn();
        Person inOtherTab = person.at(person.screen().newTab());
        inOtherTab.screen().goTo("/");
        inOtherTab.awaitOverview();
        inOtherTab.screen().expect("401 GET /api/v1/sessions/current");

        // What a tab says is not believed, it is asked for.
        inOtherTab
                .screen()
                .page()
                .waitForResponse(
                        "**/api/v1/sessions/current",
                        () -> person.screen()
                                .page()
                                .evaluate("() => new BroadcastChannel('countersign.session').postMessage('over')"));
        inOtherTab.goTo("menu.numbers", "menu.numbers");
        person.logOut();

        inOtherTab.screen().awaitHeading(person.say("login.title"));
        inOtherTab.screen().awaitWords(person.say("session.over"));
    }

    /** His session took the place of the other's: whatever that tab did from then on, it would do to his account. */
    @Test
    void aTabShowsWhoeverHasLoggedInInAnotherOne() {
        Person first = person();
        Person second = Person.withNumber(first.screen().newTab(), product);
        second.openPortal();
        first.logIn();

        second.sendPassword(second.user().password());
        second.awaitCodeScreen();
        second.sendCode(second.code(1));
        second.awaitOverview();

        second.at(first.screen()).awaitOverview();
    }

    @Test
    void twoTabsInTheMiddleOfALoginShareIt() {
        Person person = person();
        person.goToCode();
        Person inOtherTab = person.at(person.screen().newTab());
        inOtherTab.screen().goTo("/");
        inOtherTab.awaitCodeScreen();

        inOtherTab.sendCode(person.code(1));
        inOtherTab.awaitOverview();

        person.screen().awaitWords(person.say("login.elsewhere"));
    }

    @Test
    void withoutNetworkNothingTypedIsLostAndThePageRecoversByItself() {
        Person person = person();
        person.openPortal();

        person.screen().goOffline();
        person.sendPassword(person.user().password());
        person.screen().awaitTrouble(person.say("connection.try-again"));
        person.screen().awaitWords(person.say("connection.lost"));
        person.screen().goOnline();
        person.screen().awaitAnnouncement(person.say("connection.back"));

        PlaywrightAssertions.assertThat(person.screen().page().locator("#connection"))
                .isEmpty();
        PlaywrightAssertions.assertThat(person.screen().field(person.say("login.user-name")))
                .hasValue(person.user().userName());
        person.press("login.button");
        person.awaitCodeScreen();
    }

    @Test
    void aCodeIsTypedWithoutNetworkAndSentWhenItIsBack() {
        Person person = person();
        person.goToCode();
        String code = person.code(1);

        person.screen().goOffline();
        person.sendCode(code);
        person.screen().awaitTrouble(person.say("connection.try-again"));
        person.screen().goOnline();
        PlaywrightAssertions.assertThat(person.screen().field(person.say("code.label")))
                .hasValue(code);
        person.sendCode(code);

        person.awaitOverview();
    }

    @Test
    void aCodeThatWasTakenLeadsInAsSoonAsTheServerAnswersAgain() {
        Person person = person();
        person.goToCode();
        // As often as the page asks by itself.
        breakOff(person.screen(), "POST", "/api/v1/logins/*/session", 3);
        breakOff(person.screen(), "GET", "/api/v1/me/authenticator", 1);

        person.sendCode(person.code(1));
        person.screen().awaitTrouble(person.say("connection.try-again"));

        person.screen().awaitWords(person.say("home.logins"));
        person.awaitOverview();
    }

    /** It takes what is sent, and is silent. */
    @Test
    void aServerThatDoesNotAnswerIsGivenUpAndTheLoginGoesOn() {
        Person person = person();
        Screen screen = person.screen();
        screen.page().addInitScript(LIMITS);
        person.openPortal();
        screen.page().route("**/api/v1/logins", route -> {}, new Page.RouteOptions().setTimes(1));
        screen.page()
                .waitForRequest(
                        "**/api/v1/logins",
                        () -> person.sendPassword(person.user().password()));

        screen.page().evaluate(TIME_IS_OVER);

        screen.awaitWords(person.say("connection.lost"));
        screen.awaitWords(person.say("connection.try-again"));
        person.press("login.button");
        person.awaitCodeScreen();
        person.sendCode(person.code(1));
        person.awaitOverview();
    }

    @Test
    void aFaultOfTheServerEndsNoWatch() {
        Person person = person();
        fail(person.screen(), "/api/v1/logins/*/events");
        fail(person.screen(), "/api/v1/sessions/current");

        person.goToCode();
        person.awaitDelivery("message.delivered");
        person.screen().page().waitForResponse("**/api/v1/sessions/current", () -> person.sendCode(person.code(1)));
        person.awaitOverview();

        lookAtSession(person.screen());
    }

    private static void fail(Screen screen, String path) {
        screen.expect("500 GET " + path);
        screen.page()
                .route(
                        "**" + path,
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setStatus(500)
                                .setContentType("application/problem+json")
                                .setBody("{\"code\": \"INTERNAL\", \"status\": 500, \"reference\": \"AAAA-AAAA\"}")),
                        new Page.RouteOptions().setTimes(1));
    }

    /** The answer was taken before the end. */
    @Test
    void anEndThatIsHeardOfWaitsForAnAnswerUnderWay() {
        Person person = person();
        person.goToCode();
        String code = person.code(1);
        AtomicReference<Runnable> answered = new AtomicReference<>();
        person.screen()
                .page()
                .route(
                        "**/api/v1/logins/*/answer",
                        route -> {
                            APIResponse taken = route.fetch();
                            answered.set(() -> route.fulfill(new Route.FulfillOptions().setResponse(taken)));
                        },
                        new Page.RouteOptions().setTimes(1));
        person.sendCode(code);
        person.screen().page().waitForCondition(() -> answered.get() != null);

        person.screen().advance(Duration.ofMinutes(11));
        answered.get().run();

        person.awaitOverview();
    }

    private static void breakOff(Screen screen, String method, String path, int times) {
        screen.expect("failed: " + method + " " + path + "*");
        screen.page()
                .route("**" + path, route -> route.abort("connectionrefused"), new Page.RouteOptions().setTimes(times));
    }

    @ParameterizedTest
    @CsvSource({"/, login.title", "/trading/, trading.title"})
    void aPageThatIsOpenedWithoutServerWaitsForIt(String path, String heading) {
        Person person = person();
        person.screen()
                .page()
                .route("**/api/v1/**", route -> route.abort("connectionrefused"), new Page.RouteOptions().setTimes(2));
        person.screen().expect("failed: GET /api/v1/settings*");
        person.screen().expect("failed: GET /api/v1/texts/en*");

        person.screen().goTo(path);

        person.screen().awaitWords(person.say("connection.lost"));
        person.screen().awaitHeading(person.say(heading));
    }

    @Test
    void aSessionIsWarnedBeforeItsEndAndCanBeKept() {
        Person person = person();
        person.logIn();

        screens.advance(idle().minusSeconds(90));
        person.screen().awaitHeading(person.say("session.ending"));
        person.screen().awaitFocus(person.screen().find(AriaRole.BUTTON, person.say("session.stay")));
        person.keyboard().press("Escape");
        // Asked twice: what the page did after the first answer is done by then.
        lookAtSession(person.screen());
        lookAtSession(person.screen());
        PlaywrightAssertions.assertThat(person.screen().page().getByRole(AriaRole.DIALOG))
                .hasCount(0);
        person.screen().awaitWords(person.say("session.ending"));
        person.press("session.stay");

        person.screen()
                .page()
                .getByText(person.say("session.ending"))
                .filter(new Locator.FilterOptions().setVisible(true))
                .waitFor(gone());
        screens.advance(Duration.ofMinutes(2));
        person.goTo("menu.numbers", "menu.numbers");
    }

    @Test
    void ofAnEndThatNothingMovesTheWarningSaysSoAndOffersNoStaying() {
        Person person = person();
        person.screen().page().route("**/api/v1/sessions/current", route -> {
            APIResponse answer = route.fetch();
            String told = answer.text().replaceFirst("\"endsAt\"", "\"was\"").replace("idleEndsAt", "endsAt");
            String both = told.replaceFirst("(\"endsAt\":\\s*)(\"[^\"]*\")", "$1$2,\"idleEndsAt\":$2");
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(both));
        });
        person.logIn();

        screens.advance(idle().minusSeconds(90));
        person.screen().awaitHeading(person.say("session.ending"));

        person.screen().awaitFocus(person.screen().find(AriaRole.BUTTON, person.say("form.close")));
        PlaywrightAssertions.assertThat(person.screen().find(AriaRole.BUTTON, person.say("session.stay")))
                .hasCount(0);
        person.screen().assertAccessible();
        person.press("form.close");
        person.screen().awaitWords(person.say("session.ending"));
        PlaywrightAssertions.assertThat(person.screen().find(AriaRole.BUTTON, person.say("session.stay")))
                .hasCount(0);
    }

    @Test
    void aSessionThatIsOverLeadsToTheLogin() {
        Person person = person();
        person.screen().expect("401 GET /api/v1/sessions/current");
        person.logIn();

        screens.advance(idle().plusSeconds(5));

        person.screen().awaitHeading(person.say("login.title"));
        person.screen().awaitWords(person.say("session.over"));
    }

    private static void lookAtSession(Screen screen) {
        screen.page().waitForResponse("**/api/v1/sessions/current", () -> screen.advance(Duration.ofSeconds(5)));
    }

    private Duration idle() {
        return Duration.ofSeconds(product.http()
                .get("/api/v1/settings")
                .json()
                .path("sessionIdleSeconds")
                .asLong());
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }
}
