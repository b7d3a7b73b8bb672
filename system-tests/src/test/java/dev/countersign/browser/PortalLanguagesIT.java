package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.countersign.blackbox.Product;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The portal speaks the language of its user, in every step and by his choice. */
@Tag("full")
@InBrowser
class PortalLanguagesIT {

    private final Screens screens;
    private final Product product;

    PortalLanguagesIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "it", "ru", "es", "de", "zh"})
    void theWholeLoginIsInTheLanguageOfTheBrowser(String language) {
        Person person = Person.withNumber(screens.open(Look.PHONE.in(language)), product);

        person.logIn();

        assertThat(person.screen().page().locator("html").getAttribute("lang")).startsWith(language);
        person.screen().assertFitsWidth();
        person.logOut();
    }

    @Test
    void aLanguageThatIsNotOursIsEnglish() {
        Screen screen = screens.open(Look.DESKTOP.in("pt-BR"), "en");

        screen.goTo("/");

        screen.awaitHeading(screen.say("login.title"));
        assertThat(screen.page().locator("html").getAttribute("lang")).isEqualTo("en");
    }

    @Test
    void anotherLanguageIsChosenBeforeTheLoginAndWhatWasTypedStays() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        Person francophone = person.at(person.screen().reading(screens.texts("fr")));
        person.openPortal();
        person.keyboard().fill(person.say("login.user-name"), person.user().userName());

        person.keyboard().choose(person.say("language.label"), "fr");

        francophone.screen().awaitHeading(francophone.say("login.title"));
        assertThat(person.screen().page().locator("html").getAttribute("lang")).isEqualTo("fr");
        PlaywrightAssertions.assertThat(francophone.screen().field(francophone.say("login.user-name")))
                .hasValue(person.user().userName());
        francophone.screen().awaitFocus(francophone.screen().field(francophone.say("language.label")));
        francophone.screen().page().reload();
        francophone.screen().awaitHeading(francophone.say("login.title"));
    }

    @Test
    void aLanguageThatIsChosenAtTheCodeGoesOnAtTheCode() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        Person german = person.at(person.screen().reading(screens.texts("de")));
        person.goToCode();
        person.keyboard().type("123");

        person.keyboard().choose(person.say("language.label"), "de");
        german.screen().awaitHeading(german.say("login.code-title"));
        PlaywrightAssertions.assertThat(german.screen().field(german.say("code.label")))
                .hasValue("123");
        german.sendCode(german.code(1));

        // The user's own language counts from here on.
        person.awaitOverview();
    }

    @Test
    void aLanguageThatIsChosenInsideIsTheUsersFromThenOn() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        person.logIn();
        Person italian = person.at(person.screen().reading(screens.texts("it")));

        person.keyboard().choose(person.say("language.label"), "it");
        italian.awaitOverview();

        Person elsewhere = italian.at(screens.open(Look.PHONE));
        screens.advance(Duration.ofMinutes(2));
        elsewhere.goToCode();
        elsewhere.sendCode(elsewhere.code(2));
        assertThat(product.inbox().texts(person.user().number()).get(1)).contains("codice");
        elsewhere.at(elsewhere.screen().reading(screens.texts("it"))).awaitOverview();
    }

    @Test
    void aChoiceThatCannotBeSavedIsFollowedAllTheSameAndWhatWasTypedStays() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        person.logIn();
        Person italian = person.at(person.screen().reading(screens.texts("it")));
        person.goTo("menu.password", "password.title");
        person.keyboard().fill(person.say("password.new"), "Another word 7");
        person.screen().expect("failed: PUT /api/v1/me/language*");
        person.screen().page().route("**/api/v1/me/language", route -> route.abort("connectionrefused"));

        person.keyboard().choose(person.say("language.label"), "it");

        italian.screen().awaitHeading(italian.say("password.title"));
        italian.screen().awaitWords(italian.say("connection.try-again"));
        PlaywrightAssertions.assertThat(italian.screen().field(italian.say("password.new")))
                .hasValue("Another word 7");
    }

    /** The arrows pass by French on their way to Italian; a slow answer to the first must not undo the second. */
    @Test
    void languagesThatAreChosenFastFollowEachOtherAndTheLastOneCounts() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        person.logIn();
        Person italian = person.at(person.screen().reading(screens.texts("it")));
        List<String> asked = new ArrayList<>();
        person.screen().page().onRequest(request -> asked.add(request.url().replaceAll(".*/", "")));
        List<Route> held = new ArrayList<>();
        person.screen().page().route("**/api/v1/texts/fr", held::add);

        person.keyboard().choose(person.say("language.label"), "it");
        person.screen().page().waitForCondition(() -> held.size() == 1);
        assertThat(asked).containsExactly("fr");
        held.get(0).resume();

        italian.awaitOverview();
        italian.goTo("menu.numbers", "menu.numbers");
        italian.screen().page().reload();
        italian.screen().awaitHeading(italian.say("menu.numbers"));
    }

    @Test
    void aLanguageThatCannotBeLoadedLeavesThePageAndTheListAsTheyAre() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        person.openPortal();
        Locator list = person.screen().field(person.say("language.label"));

        person.screen().goOffline();
        person.keyboard().choose(person.say("language.label"), "fr");

        person.screen().awaitTrouble(person.say("connection.try-again"));
        PlaywrightAssertions.assertThat(list).hasValue("en");
        person.screen().goOnline();
        person.screen().awaitAnnouncement(person.say("connection.back"));
        person.screen().awaitHeading(person.say("login.title"));
    }
}
