package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of the browser tests can fail: each meets a page that is broken on purpose. */
@Tag("full")
@InBrowser
class BrokenPagesIT {

    private static final String STRICT = "default-src 'none'; script-src 'self'";

    private final Screens screens;

    BrokenPagesIT(Screens screens) {
        this.screens = screens;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "console: broken | <script>console.error('broken')</script>",
                "script: *no such thing* | <script>throw new Error('no such thing')</script>",
                "other host: http://elsewhere.test/x.png | <img alt='' src='http://elsewhere.test/x.png'>",
                "failed: GET /x.png net::ERR_NAME_NOT_RESOLVED | <img alt='' src='http://elsewhere.test/x.png'>",
                "404 GET /nothing-here.png | <img alt='' src='/nothing-here.png'>",
            })
    void whatThePageDoesWrongIsHeard(String complaint, String html) {
        Screen screen = screens.open(Look.DESKTOP);

        show(screen, html, Map.of());

        screen.page().waitForLoadState();
        awaitComplaint(screen, heard -> heard.matches(complaint.replace("*", "(?s).*")));
        screen.expect("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p style='color: red'>text</p>", "<script>1</script>", "<p onclick='go()'>text</p>"})
    void whatThePolicyRefusesIsHeard(String html) {
        Screen screen = screens.open(Look.DESKTOP);

        show(screen, html, Map.of("Content-Security-Policy", STRICT));
        // A handler is refused when it would run.
        screen.page().evaluate("document.querySelector('main').lastElementChild.click()");

        awaitComplaint(screen, heard -> heard.contains("Content Security Policy"));
        screen.expect("*");
    }

    @Test
    void whatWasExpectedAndDidNotComeIsTold() {
        Screen screen = screens.open(Look.DESKTOP);
        screen.expect("401 POST /api/v1/logins");

        List<String> surprises = screen.surprises();

        assertThat(surprises).containsExactly("expected and not heard: 401 POST /api/v1/logins");
        screen.forgetExpectations();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image-alt | <img src='data:,'>",
                "color-contrast | <p style='color: #999; background: #fff'>quiet</p>",
                "color-contrast | <p>behind</p><dialog open style='color: #999; background: #fff'>quiet</dialog>",
                "label | <input type='text'>",
                "heading-order | <h1>One</h1><h4>Four</h4>",
                "target-size | <button style='width: 9px; height: 9px'>a</button><button style='width: 9px; height: 9px'>b</button>",
            })
    void axeFindsIt(String rule, String html) {
        Screen screen = screens.open(Look.DESKTOP);
        show(screen, html, Map.of());

        assertThatThrownBy(screen::assertAccessible).hasMessageContaining(rule);
    }

    @Test
    void axeLooksAtTheColoursOfTheScheme() {
        Screen screen = screens.open(Look.DESKTOP);
        show(
                screen,
                "<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #222 } }</style><p>text</p>",
                Map.of());
        screen.assertAccessible();

        screen.wear(Look.DESKTOP.dark());

        assertThatThrownBy(screen::assertAccessible).hasMessageContaining("color-contrast");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div style='width: 400px'>wide</div>",
                "<p>OneVeryLongWordThatNobodyMayBreakAnywhereAtAllOrSo</p>"
            })
    void whatIsTooWideIsFound(String html) {
        Screen screen = screens.open(Look.PHONE);
        show(screen, html, Map.of());

        assertThatThrownBy(screen::assertFitsWidth).hasMessageContaining("en-360-light");
    }

    @Test
    void lettersOfAFixedSizeAreNotDoubled() {
        Screen screen = screens.open(Look.PHONE);
        show(screen, "<p style='font-size: 1rem'>WordsThatAreLongEnoughToStickOut</p>", Map.of());
        screen.assertFitsWidth();

        screen.doubleTheLetters();

        assertThatThrownBy(screen::assertFitsWidth).hasMessageContaining("WordsThatAreLongEnough");
    }

    @Test
    void whatTheKeyboardDoesNotReachIsTold() {
        Screen screen = screens.open(Look.DESKTOP);
        show(screen, "<div role='button'>Pay</div><button>Stay</button>", Map.of());

        assertThatThrownBy(() -> screen.keyboard().tabTo(AriaRole.BUTTON, "Pay"))
                .hasMessageContaining("does not reach")
                .hasMessageContaining("<button>Stay</button>");
    }

    @Test
    void aFocusThatNobodySeesIsTold() {
        Screen screen = screens.open(Look.DESKTOP);
        show(screen, "<button style='outline: none'>Stay</button>", Map.of());

        assertThatThrownBy(() -> screen.keyboard().tabTo(AriaRole.BUTTON, "Stay"))
                .hasMessageContaining("does not show it");
    }

    @Test
    void aFocusOutsideOfTheWindowIsTold() {
        Screen screen = screens.open(Look.DESKTOP);
        show(screen, "<button style='position: fixed; left: -900px'>Skip</button>", Map.of());

        assertThatThrownBy(() -> screen.keyboard().tabTo(AriaRole.BUTTON, "Skip"))
                .hasMessageContaining("outside of the window");
    }

    /** The browser tells it when it has the time. */
    private static void awaitComplaint(Screen screen, Predicate<String> complaint) {
        screen.page().waitForCondition(() -> screen.surprises().stream().anyMatch(complaint));
    }

    private static void show(Screen screen, String html, Map<String, String> headers) {
        Page page = screen.page();
        page.route(
                url -> URI.create(url).getPath().equals("/broken"),
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setHeaders(headers)
                        .setBody("<!doctype html><html lang='en'><meta name='viewport' content='width=device-width'>"
                                + "<title>Broken</title><main><h1>Broken</h1>" + html + "</main></html>")));
        screen.goTo("/broken");
    }
}
