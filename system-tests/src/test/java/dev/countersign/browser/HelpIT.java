package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import dev.countersign.blackbox.Product;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers for whoever cannot log in: open to everybody, by system, and reached by their address. */
@Tag("full")
@InBrowser
class HelpIT {

    static final String ADDRESS = "/help/";

    private final Screens screens;
    private final Product product;

    HelpIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    private Screen open(Look look, String fragment) {
        Screen screen = screens.open(look);
        screen.goTo(ADDRESS + fragment);
        screen.page().locator("main h1").waitFor();
        return screen;
    }

    /** What the page says in a language. */
    private String say(String language, String key) {
        String words = product.http()
                .get(ADDRESS + "words/" + language + ".json")
                .json()
                .path(key)
                .asText();
        assertThat(words).as(key).isNotEmpty();
        return words;
    }

    private Locator question(Screen screen, String id) {
        return screen.page().locator("#" + id);
    }

    private void choose(Screen screen, String key) {
        screen.page()
                .getByLabel(say("en", key), new Page.GetByLabelOptions().setExact(true))
                .check();
    }

    @Test
    void anAddressLeadsToItsAnswer() {
        Screen screen = open(Look.DESKTOP, "#new-phone");

        PlaywrightAssertions.assertThat(question(screen, "new-phone")).hasAttribute("open", "");
        screen.awaitFocus(question(screen, "new-phone").locator("summary"));
        PlaywrightAssertions.assertThat(screen.page().locator("details[open]")).hasCount(1);
    }

    @Test
    void theKeyboardOpensAQuestionAndTheAddressNamesIt() {
        Screen screen = open(Look.DESKTOP, "");

        screen.keyboard()
                .tabTo(question(screen, "nothing-left").locator("summary"), "a question")
                .press("Enter");
        PlaywrightAssertions.assertThat(screen.page()).hasURL(Pattern.compile("#nothing-left$"));
        screen.keyboard().activate(AriaRole.LINK, say("en", "phone/title"));

        PlaywrightAssertions.assertThat(question(screen, "new-phone")).hasAttribute("open", "");
        PlaywrightAssertions.assertThat(screen.page()).hasURL(Pattern.compile("#new-phone$"));
        screen.awaitFocus(question(screen, "new-phone").locator("summary"));
    }

    @Test
    void aLinkToAnAnswerThatWasClosedMeanwhileOpensItAgain() {
        Screen screen = open(Look.DESKTOP, "#nothing-left");
        Locator link = screen.find(AriaRole.LINK, say("en", "phone/title"));
        link.click();
        question(screen, "new-phone").locator("summary").click();
        PlaywrightAssertions.assertThat(question(screen, "new-phone")).not().hasAttribute("open", "");

        link.click();

        PlaywrightAssertions.assertThat(question(screen, "new-phone")).hasAttribute("open", "");
    }

    @Test
    void theStepsAreThoseOfThePhoneThatWasChosen() {
        Screen screen = open(Look.DESKTOP, "#no-notification");
        Locator answer = question(screen, "no-notification");
        PlaywrightAssertions.assertThat(answer).containsText(say("en", "missing/type-android"));
        PlaywrightAssertions.assertThat(answer).containsText(say("en", "missing/type-iphone"));
        PlaywrightAssertions.assertThat(answer).containsText(say("en", "missing/reset"));

        choose(screen, "page/iphone");
        PlaywrightAssertions.assertThat(answer).not().containsText(say("en", "missing/type-android"));
        PlaywrightAssertions.assertThat(answer).containsText(say("en", "missing/type-iphone"));
        PlaywrightAssertions.assertThat(answer).not().containsText(say("en", "missing/reset"));

        choose(screen, "page/android");
        PlaywrightAssertions.assertThat(answer).containsText(say("en", "missing/type-android"));
        PlaywrightAssertions.assertThat(answer).not().containsText(say("en", "missing/type-iphone"));
        PlaywrightAssertions.assertThat(answer).containsText(say("en", "missing/reset"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "it", "ru", "es", "de", "zh"})
    void everyLanguageHasAllQuestions(String language) {
        Screen screen = open(Look.PHONE.in(language), "");

        screen.awaitHeading(say(language, "page/title"));
        PlaywrightAssertions.assertThat(screen.page().locator("summary")).hasCount(10);
        screen.page().locator("summary").all().forEach(Locator::click);
        PlaywrightAssertions.assertThat(screen.page().locator("details[open] li:visible"))
                .not()
                .hasCount(0);
        screen.assertFitsWidth();
    }

    @Test
    void anotherLanguageKeepsWhatIsOpen() {
        Screen screen = open(Look.DESKTOP, "#no-sms");

        screen.page().locator("#language").selectOption("de");

        screen.awaitHeading(say("de", "page/title"));
        PlaywrightAssertions.assertThat(question(screen, "no-sms")).hasAttribute("open", "");
        PlaywrightAssertions.assertThat(question(screen, "no-sms")).containsText(say("de", "sms/wait"));
    }

    @Test
    void whatIsNotThereYetIsSaidOnceItIsSwitchedOn() {
        Screen without = open(Look.DESKTOP, "#no-sms");
        PlaywrightAssertions.assertThat(question(without, "no-sms")).containsText(say("en", "sms/wait"));
        PlaywrightAssertions.assertThat(question(without, "no-sms")).not().containsText(say("en", "sms/voice"));

        Screen with = screens.open(Look.DESKTOP);
        with.page()
                .route(
                        "**/help/features.js",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/javascript")
                                .setBody("export const PRESENT = { card: true, passcode: true, voice: true };")));
        with.goTo(ADDRESS + "#no-sms");
        PlaywrightAssertions.assertThat(question(with, "no-sms")).containsText(say("en", "sms/voice"));
    }

    /** Also to somebody who is logged in: the answers are the same for everybody. */
    @Test
    void thePageAsksNothingAndTellsNothingOfWhoReadsIt() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        person.logIn();
        Screen screen = person.screen().newTab();
        List<Request> sent = new ArrayList<>();
        screen.page().onRequest(sent::add);

        screen.goTo(ADDRESS + "#no-sms");
        screen.page().locator("main h1").waitFor();
        screen.page().waitForLoadState(LoadState.NETWORKIDLE);

        assertThat(List.copyOf(sent))
                .isNotEmpty()
                .allMatch(request -> request.method().equals("GET"))
                .noneMatch(request -> request.url().contains("/me"));
        assertThat(List.copyOf(sent))
                .filteredOn(request ->
                        request.url().contains("/settings") || request.url().contains("/words/"))
                .hasSize(2)
                .noneMatch(request -> request.allHeaders().containsKey("cookie"));
        assertThat(screen.page().content()).doesNotContain(person.user().userName());
    }

    @Test
    void theScreensOfALoginLeadToTheirQuestionsWithoutLosingWhatIsTyped() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        person.openPortal();
        PlaywrightAssertions.assertThat(link(person.screen())).hasAttribute("href", ADDRESS);
        person.sendPassword(person.user().password());
        person.awaitCodeScreen();
        person.keyboard().fill(person.say("code.label"), "12");

        Page help =
                person.screen().page().waitForPopup(() -> link(person.screen()).click());

        PlaywrightAssertions.assertThat(help.locator("#no-sms")).hasAttribute("open", "");
        PlaywrightAssertions.assertThat(person.screen().field(person.say("code.label")))
                .hasValue("12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/trading/", Phone.ADDRESS, "/activate/"})
    void otherPagesLeadThereToo(String path) {
        Screen screen = screens.open(Look.PHONE);
        screen.goTo(path);

        PlaywrightAssertions.assertThat(link(screen)).hasAttribute("href", Pattern.compile("^/help/"));
    }

    private static Locator link(Screen screen) {
        return screen.find(AriaRole.LINK, screen.say("help.link") + " (" + screen.say("help.new-tab") + ")");
    }
}
