package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on every page, before anybody has done anything there. */
@InBrowser
class PagesIT {

    private static final String NOWHERE = "/there-is-no-such-page";
    private static final String DOCS = "/docs/";

    /** Puts there what a refusal of a card says that may be tried again after so many seconds. */
    private static final String WAIT = """
            async (seconds) => {
              const [{ Refusal }, { words }] = await Promise.all([import('/shared/api.js'), import('/shared/refusals.js')]);
              document.querySelector('main').replaceChildren(words(new Refusal({ code: 'CARD_BLOCKED', retryAfterSeconds: seconds }))[0]);
            }
            """;

    /** How a moment is told that is so many hours away. */
    private static final String TOLD = """
            async (hours) => {
              const [{ serverNow }, { atTime }] = await Promise.all([import('/shared/api.js'), import('/shared/texts.js')]);
              return atTime(serverNow() + hours * 3_600_000);
            }
            """;

    private final Screens screens;

    PagesIT(Screens screens) {
        this.screens = screens;
    }

    static Stream<Look> looks() {
        return Stream.of(
                Look.DESKTOP,
                Look.DESKTOP.dark(),
                Look.PHONE,
                Look.PHONE.dark(),
                Look.DESKTOP.enlarged(),
                Look.DESKTOP.inForcedColors(),
                Look.PHONE.withoutMotion());
    }

    @Tag("full")
    @ParameterizedTest
    @MethodSource("looks")
    void theStartPageIsAccessibleAndFitsTheWindow(Look look) {
        Screen screen = screens.open(look);

        screen.goTo("/");

        screen.assertAccessible();
        screen.assertFitsWidth();
    }

    @ParameterizedTest
    @MethodSource("looks")
    @Tag("full")
    void thePageForWhatIsNotThereIsAccessibleAndFitsTheWindow(Look look) {
        Screen screen = screens.open(look);
        screen.expect("404 GET " + NOWHERE);

        screen.goTo(NOWHERE);

        screen.assertAccessible();
        screen.assertFitsWidth();
    }

    @Test
    void fromAPageThatIsNotThereTheKeyboardLeadsToTheStart() {
        Screen screen = screens.open(Look.DESKTOP);
        screen.expect("404 GET " + NOWHERE);
        screen.goTo(NOWHERE);

        screen.keyboard().activate(AriaRole.LINK, screen.say("error.start"));

        screen.page().waitForURL(screen.origin().toString());
    }

    @Test
    void whatIsNotThereIsSaidInTheLanguageOfTheBrowser() {
        Screen screen = screens.open(Look.DESKTOP.in("ru"));
        screen.expect("404 GET " + NOWHERE);

        screen.goTo(NOWHERE);

        screen.awaitHeading(screen.say("error.nowhere-title"));
        PlaywrightAssertions.assertThat(screen.page().locator("html")).hasAttribute("lang", "ru");
        PlaywrightAssertions.assertThat(screen.page()).hasTitle(Pattern.compile(screen.say("error.nowhere-title")));
    }

    @Test
    void aShortWaitCountsDownAndALongOneIsToldByTheClockAndTheDayInItsGrammar() {
        Screen screen = screens.open(Look.DESKTOP.in("it"));
        screen.goTo("/");
        screen.awaitHeading(screen.say("login.title"));

        screen.page().evaluate(WAIT, 20);
        PlaywrightAssertions.assertThat(screen.page().locator("main"))
                .containsText(Pattern.compile("Riprova tra (20|1\\d) secondi"));
        screens.advance(Duration.ofSeconds(21));
        screen.awaitWords(screen.say("refusal.wait-over"));

        screen.page().evaluate(WAIT, 900);
        PlaywrightAssertions.assertThat(screen.page().locator("main"))
                .containsText(Pattern.compile("Riprova (alle|il .* alle) \\d\\d:\\d\\d o usa"));
        assertThat((String) screen.page().evaluate(TOLD, 0)).matches("alle \\d\\d:\\d\\d");
        assertThat((String) screen.page().evaluate(TOLD, 36)).matches("il \\d+ \\w+ \\d{4} alle \\d\\d:\\d\\d");
    }

    @Test
    @Tag("full")
    void theViewerOfTheInterfaceShowsOurOperations() {
        Screen screen = screens.open(Look.DESKTOP);

        screen.goTo(DOCS);

        screen.page().getByText("/logins/{id}/answer").first().waitFor();
    }

    /** Some three hundred of them. */
    @Test
    @Tag("full")
    void theKeyboardReachesEveryLinkOfTheViewer() {
        theKeyboardReachesEveryLink(DOCS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", Phone.ADDRESS, "/activate/", "/help/", "/stop/"})
    void theKeyboardReachesEveryLink(String path) {
        Screen screen = screens.open(Look.DESKTOP);
        screen.goTo(path);

        screen.page().locator("main h1").first().waitFor();
        List<Locator> links = screen.page().getByRole(AriaRole.LINK).all();
        assertThat(links).isNotEmpty();
        for (Locator link : links) {
            screen.keyboard().tabTo(link, link.textContent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/activate/", "/help/"})
    void aMistakeOfThePageIsTold(String path) {
        Screen screen = screens.open(Look.DESKTOP);
        screen.expect("script: *a mistake*");
        screen.goTo(path);
        screen.page().locator("main h1").first().waitFor();

        screen.page().evaluate("() => { Promise.reject(new Error('a mistake')); }");

        screen.awaitWords(screen.say("app.error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", DOCS, Phone.ADDRESS, "/activate/", "/help/", "/stop/", NOWHERE})
    void everythingThatAPageLoadsIsGuarded(String path) {
        Screen screen = screens.open(Look.DESKTOP);
        if (path.equals(NOWHERE)) {
            screen.expect("404 GET " + NOWHERE);
        }
        List<Response> loaded = new ArrayList<>();
        screen.page().onResponse(loaded::add);

        screen.goTo(path);
        screen.page().waitForLoadState(LoadState.NETWORKIDLE);

        // What comes later still is none of this page's loading.
        assertThat(List.copyOf(loaded)).isNotEmpty().allSatisfy(response -> {
            Map<String, String> headers = response.allHeaders();
            assertThat(headers.get("content-security-policy"))
                    .as(response.url())
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http:", "https:", "*");
            assertThat(headers.get("x-content-type-options")).as(response.url()).isEqualTo("nosniff");
            assertThat(headers.get("referrer-policy")).as(response.url()).isEqualTo("no-referrer");
            assertThat(headers.get("cache-control")).as(response.url()).contains("no-");
        });
    }
}
