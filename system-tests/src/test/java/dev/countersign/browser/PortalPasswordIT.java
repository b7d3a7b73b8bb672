package dev.countersign.browser;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Inbox;
import dev.countersign.blackbox.Product;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new password in the portal, by keyboard alone, with the present one. */
@Tag("full")
@InBrowser
class PortalPasswordIT {

    private static final String NEW = "Another word 7";
    private static final String HELP_DESK = "+44 20 7946 0123";
    private static final String REFERENCE = "W3N8-5KJ2";
    /** One number gets one message in this time. */
    private static final Duration PAUSE = Duration.ofMinutes(2);

    private final Screens screens;
    private final Product product;

    PortalPasswordIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    /** Logged in, on the view of the password, and a message may be sent again. */
    private Person person() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        person.logIn();
        screens.advance(PAUSE);
        person.goTo("menu.password", "password.title");
        return person;
    }

    private static void sendPasswords(Person person, String old, String next) {
        person.keyboard().fill(person.say("password.old"), old);
        person.keyboard().fill(person.say("password.new"), next).press("Enter");
    }

    private static void awaitConfirmation(Person person) {
        person.screen().awaitHeading(person.say("confirm.title"));
        person.screen().awaitFocus(person.screen().field(person.say("code.label")));
    }

    @Test
    void thePresentPasswordAndACodeSetANewOne() {
        Person person = person();

        sendPasswords(person, person.user().password(), NEW);
        awaitConfirmation(person);
        List<Route> held = new ArrayList<>();
        person.screen().page().route("**/api/v1/me/password", held::add);
        person.sendCode(person.code(2));
        // What is done already cannot be given up any more.
        person.screen().page().waitForCondition(() -> held.size() == 1);
        person.keyboard().press("Escape");
        PlaywrightAssertions.assertThat(dialogs(person)).hasCount(1);
        held.get(0).resume();

        person.awaitOverview();
        person.screen().awaitWords(person.say("password.changed"));
        person.logOut();
        person.screen().expect("401 POST /api/v1/logins");
        person.sendPassword(person.user().password());
        person.screen().awaitRefusedField(person.say("login.password"), person.say("login.bad-credentials"));
        person.sendPassword(NEW);
        person.awaitCodeScreen();
    }

    @Test
    void whoNeverHadAFactorConfirmsNothing() {
        Person person = Person.withoutNumber(screens.open(Look.DESKTOP), product);
        person.logInWithoutCode();
        person.goTo("menu.password", "password.title");
        person.screen().expect("422 POST /api/v1/me/confirmations");

        sendPasswords(person, person.user().password(), NEW);

        person.awaitOverview();
        person.screen().awaitWords(person.say("password.changed"));
    }

    @Test
    void anotherBrowserIsOutAfterAChange() {
        Person elsewhere = Person.withNumber(screens.open(Look.PHONE), product);
        elsewhere.logIn();
        screens.advance(PAUSE);
        Person person = elsewhere.at(screens.open(Look.DESKTOP));
        person.goToCode();
        person.sendCode(person.code(2));
        person.awaitOverview();
        screens.advance(PAUSE);
        person.goTo("menu.password", "password.title");
        elsewhere.screen().expect("401 GET /api/v1/*");

        sendPasswords(person, person.user().password(), NEW);
        awaitConfirmation(person);
        person.sendCode(person.code(3));
        person.awaitOverview();

        elsewhere.choose("menu.numbers");
        elsewhere.screen().awaitWords(elsewhere.say("session.over"));
    }

    @Test
    void aWrongPresentPasswordIsToldAtItsField() {
        Person person = person();
        person.screen().expect("422 PUT /api/v1/me/password");

        sendPasswords(person, "Wrong word 1", NEW);
        awaitConfirmation(person);
        person.sendCode(person.code(2));

        person.screen().awaitRefusedField(person.say("password.old"), person.say("password.old-wrong"));
    }

    /** The code is used up, and the old password is the one of before: neither says that nothing was changed. */
    @Test
    void aChangeWhoseAnswerWasLostIsNotToldAsRefused() {
        Person person = person();
        sendPasswords(person, person.user().password(), NEW);
        awaitConfirmation(person);
        person.screen().loseFirstAnswer("PUT", "/api/v1/me/password");
        person.screen().expect("4* PUT /api/v1/me/password");
        person.sendCode(person.code(2));
        person.screen().awaitTrouble(person.say("connection.try-again"));

        person.press("confirm.button");

        person.screen().awaitTrouble(person.say("refusal.perhaps-done"));
        screens.advance(PAUSE);
        person.press("form.continue");
        awaitConfirmation(person);
        person.sendCode(person.code(3));
        person.screen().awaitTrouble(person.say("refusal.perhaps-done"));
        person.logOut();
        person.sendPassword(NEW);
        person.screen().awaitHeading(person.say("login.code-title"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ab1", "only letters", "1234567", "A word that is longer than forty characters 1"})
    void aPasswordThatBreaksTheRulesIsToldBeforeACodeIsSent(String next) {
        Person person = person();

        sendPasswords(person, person.user().password(), next);

        person.screen().awaitRefusedField(person.say("password.new"), person.say("password.rules-broken"));
    }

    /** The screen says by itself what the network says, and what helps then; once more after the code was sent again. */
    @Test
    void whatBecameOfTheMessageIsToldWhereItsCodeIsTyped() {
        Person person = person();
        product.inbox().fault("NEGATIVE_RECEIPT");
        try {
            sendPasswords(person, person.user().password(), NEW);
            awaitConfirmation(person);
            person.awaitDelivery("message.failed");
        } finally {
            product.inbox().fault("NONE");
        }
        person.press("undelivered.open");
        person.screen().awaitWords(person.screen().beginning("undelivered.unreachable"));
        screens.advance(PAUSE);

        person.sendAgain();
        person.awaitDelivery("message.delivered");
        person.keyboard().fill(person.say("code.label"), person.code(2)).press("Enter");

        person.awaitOverview();
    }

    /** It would run into the same block; the help desk's number stands where nothing else helps. */
    @Test
    void whatTheCarrierBlocksIsNotSentAgainAndWhatElseToDoIsTold() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        giveHelpDesk(person);
        person.logIn();
        screens.advance(PAUSE);
        person.goTo("menu.password", "password.title");
        person.screen().expect("409 POST /api/v1/me/confirmations");
        product.inbox().fault("REJECTED_RECEIPT");
        try {
            sendPasswords(person, person.user().password(), NEW);
            awaitConfirmation(person);
            person.awaitDelivery("message.carrier-blocked");
        } finally {
            product.inbox().fault("NONE");
        }
        screens.advance(PAUSE);

        person.sendAgain();

        person.screen().awaitTrouble(person.say("message.carrier-blocked-call", "phone", HELP_DESK));
        // Not the code's: what the server finds when nothing of what it knows explains it.
        person.screen().page().route("**/api/v1/me/diagnosis/numbers/*", PortalPasswordIT::escalate);
        person.press("undelivered.open");
        person.screen()
                .awaitWords(person.say("missing.call", "phone", HELP_DESK.replace(' ', '\u00a0'), "ref", REFERENCE));
        person.screen().assertAccessible();
        person.screen().assertFitsWidth();
    }

    /** The page is told a number that this product has not. */
    private static void giveHelpDesk(Person person) {
        person.screen().page().route("**/api/v1/settings", route -> {
            APIResponse answer = route.fetch();
            String told = answer.text().replaceFirst("\\{", "{\"helpDesk\": {\"phone\": \"" + HELP_DESK + "\"},");
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(told));
        });
    }

    private static void escalate(Route route) {
        route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json")
                .setBody("{\"verdict\": \"S_ESCALATE\", \"reference\": \"" + REFERENCE + "\"}"));
    }

    @Test
    void aWrongCodeMayBeTypedAgain() {
        Person person = person();
        person.screen().expect("422 PUT /api/v1/me/password");
        sendPasswords(person, person.user().password(), NEW);
        awaitConfirmation(person);
        String code = person.code(2);

        person.sendCode(Inbox.wrong(code));
        person.screen().awaitRefusedField(person.say("code.label"), "Wrong code. 4 tries left.");
        person.keyboard().type(code).press("Enter");

        person.awaitOverview();
    }

    @Test
    void escapeAndTheWayBackGiveTheConfirmationUpAndNothingIsChanged() {
        Person person = person();
        sendPasswords(person, person.user().password(), NEW);
        awaitConfirmation(person);

        person.keyboard().press("Escape");

        PlaywrightAssertions.assertThat(dialogs(person)).hasCount(0);
        PlaywrightAssertions.assertThat(person.screen().field(person.say("password.new")))
                .hasValue(NEW);
        screens.advance(PAUSE);
        person.press("form.continue");
        awaitConfirmation(person);

        person.screen().page().goBack();

        person.awaitOverview();
        PlaywrightAssertions.assertThat(dialogs(person)).hasCount(0);
    }

    private static Locator dialogs(Person person) {
        return person.screen().page().getByRole(AriaRole.DIALOG);
    }

    @Test
    void theButtonShowsWhatIsTypedAndHidesItAgain() {
        Person person = Person.withNumber(screens.open(Look.PHONE), product);
        person.openPortal();
        person.keyboard().fill(person.say("login.password"), "Readable 1");

        person.keyboard().activate(AriaRole.BUTTON, person.say("form.show") + ": " + person.say("login.password"));
        PlaywrightAssertions.assertThat(person.screen().field(person.say("login.password")))
                .hasAttribute("type", "text");
        person.keyboard().press("Enter");

        PlaywrightAssertions.assertThat(person.screen().field(person.say("login.password")))
                .hasAttribute("type", "password");
    }
}
