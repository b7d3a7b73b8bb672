package dev.countersign.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Product;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Passkeys by keyboard alone, kept by Chromium's own device: registered in the portal, used there and in the trading client. */
@InBrowser
class PortalPasskeysIT {

    private static final String NAME = "Laptop";
    private static final Duration SMS_PAUSE = Duration.ofMinutes(2);

    private final Screens screens;
    private final Product product;

    PortalPasskeysIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    @Test
    void aPasskeyIsRegisteredOpensLoginsAndConfirmsItsOwnEnd() {
        Person person = Person.withNumber(screens.open(Look.PHONE), product);
        new Phone(person.screen()).hasLock(false);
        person.logIn();
        screens.advance(SMS_PAUSE);
        register(person);
        person.screen().assertAccessible();
        add(person);
        use(person);
        person.screen().awaitTrouble(person.say("passkey.already"));
        person.logOut();

        person.openPortal();
        person.sendPassword(person.user().password());
        person.screen().awaitHeading(person.say("passkey.title"));
        person.screen().awaitWords(NAME);
        person.screen().assertAccessible();
        use(person);
        person.awaitOverview();

        person.goTo("menu.factors", "menu.factors");
        rename(person);
        remove(person);
    }

    @Test
    void aForgottenPasswordIsReplacedByResetCodeAndPasskey() {
        Person person = withPasskey();
        person.openPortal();
        person.keyboard().activate(AriaRole.LINK, person.say("login.forgotten"));
        person.screen().awaitHeading(person.say("reset.title"));
        person.keyboard().fill(person.say("login.user-name"), person.user().userName());
        person.keyboard()
                .fill(person.say("reset.code"), product.operator().newResetCode(person.user()))
                .press("Enter");
        person.screen().awaitHeading(person.say("reset.new-title"));
        person.screen().awaitWords(person.say("confirm.by-passkey", "name", NAME));
        person.screen().assertAccessible();

        person.keyboard().fill(person.say("password.new"), "Another word 7").press("Enter");

        person.screen().awaitWords(person.say("reset.done"));
    }

    @Test
    void theTradingClientAsksForItAndOneThatCannotSendsToThePortal() {
        Person person = withPasskey();

        person.screen().goTo("/trading/");
        person.screen().awaitHeading(person.say("trading.title"));
        person.screen().expect("403 POST /api/v1/logins");
        person.keyboard().choose(person.say("trading.client"), "workstation-stable");
        person.sendPassword(person.user().password());
        person.screen().awaitTrouble(person.say("login.portal-only"));
        person.keyboard().choose(person.say("trading.client"), "web-trader");
        person.sendPassword(person.user().password());
        person.screen().awaitHeading(person.say("passkey.title"));
        use(person);
        person.screen()
                .awaitHeading(person.say("trading.in", "user", person.user().userName()));
    }

    @Test
    void recoveryCodesAreShownOnceAndOneOpensALogin() {
        Person person = Person.withNumber(screens.open(Look.PHONE), product);
        product.operator().allowRecoveryCodes(person.user());
        person.logIn();
        screens.advance(SMS_PAUSE);
        person.goTo("menu.factors", "menu.factors");
        person.screen().expect("403 POST /api/v1/me/recovery-codes");
        person.press("recovery.make");
        person.screen().awaitHeading(person.say("confirm.title"));
        person.sendCode(person.code(2));
        person.screen().awaitWords(person.say("recovery.shown"));
        // In another language they would be gone.
        Locator language = person.screen().field(person.say("language.label"));
        person.keyboard().tabTo(language, "the languages").press("ArrowDown");
        person.screen().awaitWords(person.say("language.once"));
        person.screen().awaitAnnouncement(person.say("language.once"));
        PlaywrightAssertions.assertThat(language).hasValue("en");
        person.screen().assertAccessible();
        String code = person.screen().page().locator(".codes code").first().textContent();
        person.press("recovery.kept");
        person.screen().awaitWords("You have 10 codes left.");
        person.logOut();

        screens.advance(SMS_PAUSE);
        person.goToCode();
        person.press("factor.other");
        person.keyboard()
                .activate(AriaRole.BUTTON, person.say("factor.use-kind", "kind", person.say("factor.recovery")));
        person.screen().awaitHeading(person.say("recovery.title"));
        person.screen().assertAccessible();
        person.keyboard().fill(person.say("recovery.label"), code).press("Enter");
        person.awaitOverview();
    }

    /** Logged out, of a person who has added one. */
    private Person withPasskey() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        new Phone(person.screen()).hasLock(false);
        person.logIn();
        screens.advance(SMS_PAUSE);
        register(person);
        person.logOut();
        return person;
    }

    private void register(Person person) {
        person.goTo("menu.factors", "menu.factors");
        add(person);
        person.sendCode(person.code(2));
        person.screen().awaitWords(person.say("passkey.added", "name", NAME));
    }

    private static void add(Person person) {
        person.screen().expect("403 POST /api/v1/me/passkeys/options");
        person.keyboard().fill(person.say("passkey.name"), NAME).press("Enter");
        person.screen().awaitHeading(person.say("confirm.title"));
    }

    private static void use(Person person) {
        person.press("passkey.button");
    }

    private static void rename(Person person) {
        row(person, "factors.rename");
        person.screen().awaitHeading(person.say("factors.rename-title", "name", NAME));
        person.keyboard().type("Old laptop").press("Enter");
        person.screen().awaitWords(person.say("factors.renamed", "name", "Old laptop"));
    }

    private static void remove(Person person) {
        person.keyboard().activate(AriaRole.BUTTON, person.say("factors.remove") + ": Old laptop");
        person.screen().awaitHeading(person.say("factors.remove-title", "name", "Old laptop"));
        person.press("factors.remove");
        person.screen().awaitHeading(person.say("confirm.title"));
        person.screen().assertAccessible();
        use(person);
        person.screen().awaitWords(person.say("factors.removed", "name", "Old laptop"));
        PlaywrightAssertions.assertThat(person.screen().page().locator(".rows .row"))
                .hasCount(1);
    }

    private static void row(Person person, String action) {
        person.keyboard().activate(AriaRole.BUTTON, person.say(action) + ": " + NAME);
    }
}
