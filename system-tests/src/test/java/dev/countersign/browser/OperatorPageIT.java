package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page of those who run the product, above all while something is wrong. */
@InBrowser
class OperatorPageIT {

    private static final Duration REFRESH = Duration.ofSeconds(15);
    private static final String LETTERS = "/api/v1/admin/dead-letters";
    private static final String CARRIERS = "/api/v1/admin/carriers";

    private final Screens screens;
    private final Product product;

    OperatorPageIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    /** What these figures come from is away. */
    static void takeAway(Screen screen, String path) {
        screen.expect("503 GET " + path);
        screen.page().route("**" + path, route -> answer(route, 503, "{\"code\": \"TRY_LATER\", \"status\": 503}"));
    }

    private static void answer(Route route, int status, String json) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType(status < 400 ? "application/json" : "application/problem+json")
                .setBody(json));
    }

    private static void tell(Screen screen, String path, String json) {
        screen.page().route("**" + path, route -> answer(route, 200, json));
    }

    @Test
    void figuresAreRenewedAndNobodyLosesHisPlaceNorTheLastOnes() {
        Screen screen = screens.open(Look.DESKTOP);
        OperatorScreen.open(screen, product);
        Locator figures = screen.find(AriaRole.HEADING, "Carriers");
        Locator status = screen.page().locator("[role=status]");
        status.focus();

        figures.evaluate("heading => { heading.id = 'old'; }");
        screens.advance(REFRESH);
        PlaywrightAssertions.assertThat(screen.page().locator("#old")).hasCount(0);
        screen.awaitFocus(status);

        screen.goOffline();
        screens.advance(REFRESH);
        screen.awaitWords("The server does not answer");
        assertThat(figures.isVisible()).isTrue();
        screen.awaitFocus(status);

        screen.goOnline();
        screen.expect("403 GET " + CARRIERS);
        screen.page()
                .route(
                        "**" + CARRIERS,
                        route -> answer(route, 403, "{\"code\": \"OPERATOR_NOT_PERMITTED\", \"status\": 403}"));
        screens.advance(REFRESH);
        screen.awaitWords("This token is not permitted to see this page.");
        screen.awaitFocus(screen.page().locator("#token"));
    }

    @Test
    void whatHasNoFiguresHidesNothingElse() {
        Screen screen = screens.open(Look.DESKTOP);
        takeAway(screen, LETTERS);

        OperatorScreen.open(screen, product);

        PlaywrightAssertions.assertThat(section(screen, "Messages that nobody could take"))
                .containsText("No new figures");
        PlaywrightAssertions.assertThat(screen.page().getByRole(AriaRole.ALERT))
                .containsText("Messages that nobody could take");
        PlaywrightAssertions.assertThat(screen.find(AriaRole.BUTTON, "Pause default"))
                .isVisible();
        screen.assertAccessible();
        screen.page().unrouteAll();
        screens.advance(REFRESH);
        PlaywrightAssertions.assertThat(section(screen, "Messages that nobody could take"))
                .not()
                .containsText("No new figures");
        PlaywrightAssertions.assertThat(screen.page().getByRole(AriaRole.ALERT)).isEmpty();
    }

    /** For as long as the page waits for an answer, by the clock of the machine. */
    @Tag("full")
    @Test
    void whatHangsHoldsNothingElseUpAndIsGivenUp() {
        Screen screen = screens.open(Look.DESKTOP);
        screen.page().route("**" + LETTERS, route -> {});

        OperatorScreen.open(screen, product);

        PlaywrightAssertions.assertThat(screen.find(AriaRole.BUTTON, "Pause default"))
                .isVisible();
        PlaywrightAssertions.assertThat(section(screen, "Messages that nobody could take"))
                .containsText("The server does not answer");
        // Nobody waits for the answer any more.
        screen.goTo("/operator/");
    }

    private static Locator section(Screen screen, String title) {
        return screen.page()
                .locator("section")
                .filter(new Locator.FilterOptions().setHas(screen.find(AriaRole.HEADING, title)));
    }

    /** With receipts still under way a delivery rate drops, and without any there is no delay. */
    @Test
    void plotsShowWhatIsKnown() {
        Screen screen = screens.open(Look.DESKTOP);
        Instant now = product.time().now();
        tell(
                screen,
                "/api/v1/admin/sms-traffic",
                "[" + span(now.minus(Duration.ofHours(2)), 9) + "," + span(now.minus(Duration.ofHours(1)), 0) + ","
                        + span(now.minus(Duration.ofMinutes(9)), 0) + "]");

        OperatorScreen.open(screen, product);

        PlaywrightAssertions.assertThat(points(screen, "delivered of a hundred"))
                .hasCount(2);
        PlaywrightAssertions.assertThat(points(screen, "median delay")).hasCount(1);
    }

    private static String span(Instant start, int delivered) {
        return "{\"start\": \"" + start
                + "\", \"country\": \"DE\", \"carrier\": \"north\", \"route\": \"+49\", \"sent\": 10,"
                + " \"ordered\": 10, \"parts\": 10, \"cost\": 0.5, \"failed\": 0, \"delivered\": " + delivered
                + ", \"medianSeconds\": " + (delivered > 0 ? 5 : 0) + "}";
    }

    private static Locator points(Screen screen, String plot) {
        return screen.page().locator("svg[aria-label*='" + plot + "'] circle");
    }

    @Test
    void whoPausesTheOnlyCarrierThatWorksReadsWhatThatMeans() {
        Screen screen = screens.open(Look.DESKTOP);
        tell(
                screen,
                CARRIERS,
                "{\"version\": 1, \"book\": false, \"paused\": [], \"gateways\": [{\"gateway\": \"one\", \"version\": 1,"
                        + " \"carriers\": [" + carrier("north", "UP") + "," + carrier("south", "DOWN") + "]}]}");
        OperatorScreen.open(screen, product);

        screen.keyboard().activate(AriaRole.BUTTON, "Pause north");
        screen.awaitWords("All other carriers are down: what they have a route for waits");
        screen.awaitWords("what only north has a route for is refused");
        screen.keyboard().press("Escape");
        screen.keyboard().activate(AriaRole.BUTTON, "Pause south");

        screen.awaitWords("Other carriers take what their routes allow");
    }

    /** One that pauses is none, also where a gateway has not heard of that yet. */
    @Test
    void whoPausesTheLastCarrierReadsThatMessagesWillWait() {
        Screen screen = screens.open(Look.DESKTOP);
        tell(
                screen,
                CARRIERS,
                "{\"version\": 1, \"book\": false, \"paused\": [\"south\"], \"gateways\": [{\"gateway\": \"one\","
                        + " \"version\": 1, \"carriers\": [" + carrier("north", "UP") + "," + carrier("south", "UP")
                        + "]}]}");
        OperatorScreen.open(screen, product);

        screen.keyboard().activate(AriaRole.BUTTON, "Pause north");

        screen.awaitWords("north is the last carrier at work");
    }

    private static String carrier(String name, String state) {
        return "{\"name\": \"" + name + "\", \"state\": \"" + state
                + "\", \"outstanding\": 0, \"window\": 10, \"sessions\": [], \"lastFault\": \"\"}";
    }

    @Test
    void aMessageIsSentBackOnceHoweverOftenTheButtonIsPressed() {
        Screen screen = screens.open(Look.DESKTOP);
        tell(
                screen,
                LETTERS,
                "[{\"id\": \"1\", \"at\": \"" + product.time().now()
                        + "\", \"type\": \"SmsOrder\", \"queue\": \"orders\"}]");
        List<Route> held = new ArrayList<>();
        screen.page().route("**" + LETTERS + "/1/replay", held::add);
        OperatorScreen.open(screen, product);
        Locator back = screen.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send back"));

        back.dblclick();
        screen.page().waitForCondition(() -> !held.isEmpty());
        held.get(0).fulfill(new Route.FulfillOptions().setStatus(204));

        screen.awaitWords("The message went back to orders.");
        assertThat(held).hasSize(1);
    }
}
