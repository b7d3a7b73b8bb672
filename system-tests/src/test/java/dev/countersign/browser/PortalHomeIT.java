package dev.countersign.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.countersign.blackbox.Product;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The overview of the portal, by keyboard alone: what was done in one's name, and where one is logged in. */
@Tag("full")
@InBrowser
class PortalHomeIT {

    private static final Duration PAUSE = Duration.ofMinutes(2);

    private final Screens screens;
    private final Product product;

    PortalHomeIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    private Person loggedIn() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        person.logIn();
        return person;
    }

    /** The same user in another browser as well. */
    private Person alsoElsewhere(Person person) {
        screens.advance(PAUSE);
        Person elsewhere = person.at(screens.open(Look.PHONE));
        elsewhere.goToCode();
        elsewhere.sendCode(elsewhere.code(2));
        elsewhere.awaitOverview();
        return elsewhere;
    }

    private static Locator button(Person person, String key, String about) {
        return person.screen()
                .page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Screen.containing(person.say(key) + ": " + about)));
    }

    private static void press(Person person, Locator button, String key) {
        person.keyboard().tabTo(button, key).press("Enter");
    }

    private static Locator rows(Person person, String headingKey) {
        return person.screen()
                .page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(person.say(headingKey)))
                .getByRole(AriaRole.LISTITEM);
    }

    @Test
    void itTellsWhoIsHereAndHow() {
        Person person = loggedIn();

        person.screen().awaitWords(person.say("factor.sms"));
        PlaywrightAssertions.assertThat(rows(person, "home.logins")).hasCount(1);
        PlaywrightAssertions.assertThat(rows(person, "home.logins")).containsText(person.say("home.this-login"));
        PlaywrightAssertions.assertThat(rows(person, "home.sessions")).hasCount(1);
        PlaywrightAssertions.assertThat(rows(person, "home.sessions")).containsText(person.say("home.this-session"));
    }

    @Test
    void aUserWithoutAFactorIsLedToTheNumbers() {
        Person person = Person.withoutNumber(screens.open(Look.DESKTOP), product);
        person.logInWithoutCode();
        person.screen().awaitWords(person.say("home.no-factor"));

        person.keyboard().activate(AriaRole.LINK, person.say("home.verify-number"));

        person.screen().awaitHeading(person.say("menu.numbers"));
    }

    @Test
    void aClosedAccountIsLookedAtAlone() {
        Person person = Person.withoutNumber(screens.open(Look.DESKTOP), product);
        product.operator().change(person.user().userName(), "{\"account\": {\"state\": \"CLOSED\"}}");

        person.logInWithoutCode();

        person.screen().awaitWords(person.say("session.read-only"));
        Locator menu = person.screen().page().locator("#menu-list a");
        PlaywrightAssertions.assertThat(menu).hasCount(1);
    }

    @Test
    void wrongPasswordsOfOthersAreListedAndDisowned() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        product.portal().begin(person.user().userName(), "Wrong word 1");
        person.logIn();
        person.screen().awaitWords(person.say("outcome.wrong-password"));

        press(person, button(person, "home.not-me", person.say("outcome.wrong-password")), "home.not-me");
        person.screen().awaitHeading(person.say("disown.title"));
        person.press("disown.yes");

        person.screen().awaitWords("No other session was open.");
        person.screen().awaitWords(person.say("home.disowned"));
        PlaywrightAssertions.assertThat(person.screen().page().getByText(person.say("disown.password-known")))
                .hasCount(0);
    }

    @Test
    void aLoginOfSomebodyElseIsEndedAndTheNewPasswordIsNear() {
        Person person = loggedIn();
        Person thief = alsoElsewhere(person);
        thief.screen().expect("401 GET /api/v1/*");
        person.screen().page().reload();
        person.awaitOverview();

        press(person, button(person, "home.not-me", person.say("outcome.succeeded")), "home.not-me");
        person.press("disown.yes");

        person.screen().awaitWords("We ended 1 other session.");
        person.screen().awaitWords(person.say("disown.password-known"));
        thief.choose("menu.numbers");
        thief.screen().awaitWords(thief.say("session.over"));
        person.keyboard().activate(AriaRole.LINK, person.say("disown.change-password"));
        person.screen().awaitHeading(person.say("password.title"));
    }

    @Test
    void theQuestionCanBeAnsweredWithNo() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        product.portal().begin(person.user().userName(), "Wrong word 1");
        person.logIn();
        Locator notMe = button(person, "home.not-me", person.say("outcome.wrong-password"));

        press(person, notMe, "home.not-me");
        person.screen().awaitHeading(person.say("disown.title"));
        person.keyboard().press("Escape");

        PlaywrightAssertions.assertThat(notMe).isFocused();
    }

    @Test
    void anotherSessionIsEnded() {
        Person person = loggedIn();
        Person elsewhere = alsoElsewhere(person);
        elsewhere.screen().expect("401 GET /api/v1/*");
        person.screen().page().reload();
        person.awaitOverview();

        press(person, button(person, "menu.log-out", person.say("client.portal")), "menu.log-out");

        person.screen().awaitAnnouncement(person.say("home.session-ended"));
        PlaywrightAssertions.assertThat(rows(person, "home.sessions")).hasCount(1);
        elsewhere.choose("menu.numbers");
        elsewhere.screen().awaitWords(elsewhere.say("session.over"));
    }

    @Test
    void aSessionThatIsGoneIsToldAsGoneAndLeavesTheList() {
        Person person = loggedIn();
        Person elsewhere = alsoElsewhere(person);
        person.screen().page().reload();
        person.awaitOverview();
        PlaywrightAssertions.assertThat(rows(person, "home.sessions")).hasCount(2);
        person.screen().expect("404 DELETE /api/v1/me/sessions/*");
        elsewhere.logOut();

        press(person, button(person, "menu.log-out", person.say("client.portal")), "menu.log-out");

        person.screen().awaitAnnouncement(person.say("refusal.gone"));
        PlaywrightAssertions.assertThat(rows(person, "home.sessions")).hasCount(1);
        person.screen().awaitWords(person.say("refusal.gone"));
    }

    @Test
    void everySessionIsEndedAtOnce() {
        Person person = loggedIn();

        person.press("home.log-out-everywhere");
        person.screen().awaitWords(person.say("home.log-out-everywhere-text"));
        person.keyboard()
                .tabTo(
                        person.screen()
                                .page()
                                .getByRole(AriaRole.DIALOG)
                                .getByRole(
                                        AriaRole.BUTTON,
                                        new Locator.GetByRoleOptions().setName(person.say("home.log-out-everywhere"))),
                        "yes")
                .press("Enter");

        person.screen().awaitHeading(person.say("login.title"));
        person.screen().awaitWords(person.say("session.logged-out-everywhere"));
    }

    @Test
    void aLogOutThatDoesNotComeAboutIsToldInSight() {
        Person person = loggedIn();

        person.screen().goOffline();
        person.press("menu.log-out");
        person.screen().awaitTrouble(person.say("connection.try-again"));
        person.screen().goOnline();
        person.logOut();
    }

    @Test
    void aReloadKeepsTheUserWhereHeIs() {
        Person person = loggedIn();
        person.goTo("menu.password", "password.title");

        person.screen().page().reload();

        person.screen().awaitHeading(person.say("password.title"));
    }

    @Test
    void aViewThatCannotBeLoadedSaysSoAndIsLoadedAtAnotherTry() {
        Person person = loggedIn();
        person.screen().expect("failed: GET /portal/numbers.js*");
        person.screen()
                .page()
                .route(
                        "**/portal/numbers.js",
                        route -> route.abort("connectionrefused"),
                        new Page.RouteOptions().setTimes(1));

        person.goTo("menu.numbers", "refusal.title");
        person.screen().awaitWords(person.say("connection.try-again"));
        person.press("form.again");

        person.screen().awaitHeading(person.say("menu.numbers"));
    }

    @Test
    void aMistakeOfThePageIsTold() {
        Person person = loggedIn();
        person.screen().expect("script: *a mistake*");

        person.screen().page().evaluate("() => { Promise.reject(new Error('a mistake')); }");

        person.screen().awaitWords(person.say("app.error"));
        person.screen().awaitAnnouncement(person.say("app.error"));
        person.press("form.again");
        person.screen().page().locator(".bar .notice.bad").waitFor(gone());
        person.awaitOverview();
    }

    private static Locator.WaitForOptions gone() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
    }

    @Test
    void theMenuTellsWhereOneIs() {
        Person person = loggedIn();

        person.goTo("menu.numbers", "menu.numbers");

        PlaywrightAssertions.assertThat(person.screen().find(AriaRole.LINK, person.say("menu.numbers")))
                .hasAttribute("aria-current", "page");
        person.screen().awaitFocus(person.screen().find(AriaRole.HEADING, person.say("menu.numbers")));
    }
}
