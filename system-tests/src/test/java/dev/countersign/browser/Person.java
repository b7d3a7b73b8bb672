package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Inbox;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;

/**
 * A user in front of a screen, with a keyboard, a phone and no mouse. These are the steps of all tests and of all scenes,
 * in whatever language the screen is.
 */
record Person(Screen screen, Product product, TestUser user) {

    /** Where users are invited to make a phone their authenticator; elsewhere tests have peace from it. */
    private static final String INVITING = "NO";

    /** A user with a verified number, who reads the language of the browser. */
    static Person withNumber(Screen screen, Product product) {
        return new Person(
                screen, product, product.operator().newUserReading(screen.look().language()));
    }

    static Person withoutNumber(Screen screen, Product product) {
        return new Person(
                screen,
                product,
                product.operator().newUserWithoutNumber(screen.look().language()));
    }

    /** A user with a number, of a jurisdiction whose users are invited. */
    static Person invited(Screen screen, Product product) {
        return invited(screen, product, INVITING, "1");
    }

    /** The same of a jurisdiction that has this rule. */
    static Person invited(Screen screen, Product product, String jurisdiction, String rule) {
        Person person = withNumber(screen, product);
        assertThat(product.operator()
                        .setRule(jurisdiction, "AUTHENTICATOR_INVITATION", rule)
                        .status())
                .isEqualTo(200);
        assertThat(product.operator()
                        .change(person.user().userName(), "{\"jurisdiction\": \"" + jurisdiction + "\"}")
                        .status())
                .isEqualTo(200);
        return person;
    }

    Person at(Screen other) {
        return new Person(other, product, user);
    }

    String say(String key, String... values) {
        return screen.say(key, values);
    }

    ByKeyboard keyboard() {
        return screen.keyboard();
    }

    void openPortal() {
        screen.goTo("/");
        screen.awaitHeading(say("login.title"));
    }

    /** Sends user name and password. */
    void sendPassword(String password) {
        keyboard().fill(say("login.user-name"), user.userName());
        keyboard().fill(say("login.password"), password).press("Enter");
    }

    /** To the screen on which the code is typed. */
    void goToCode() {
        openPortal();
        sendPassword(user.password());
        awaitCodeScreen();
    }

    void awaitCodeScreen() {
        screen.awaitHeading(say("login.code-title"));
        screen.awaitFocus(screen.field(say("code.label")));
    }

    /** The code that the phone shows, after so many messages. */
    String code(int messages) {
        return product.inbox().code(user, messages);
    }

    String wrongCode() {
        return Inbox.wrong(code(1));
    }

    /** Sends a code where one is asked for. */
    void sendCode(String code) {
        keyboard().fill(say("code.label"), code).press("Enter");
    }

    /** From nothing to the overview. */
    void logIn() {
        goToCode();
        sendCode(code(1));
        awaitOverview();
    }

    /** A user without a factor needs the password alone. */
    void logInWithoutCode() {
        openPortal();
        sendPassword(user.password());
        awaitOverview();
    }

    void awaitOverview() {
        screen.awaitHeading(say("home.title", "user", user.userName()));
    }

    /** To a view of the menu, by the key of its name there and of its heading. */
    void goTo(String menuKey, String headingKey) {
        choose(menuKey);
        screen.awaitHeading(say(headingKey));
    }

    /** Follows a link of the menu, which a narrow window shows when it is asked to. */
    void choose(String menuKey) {
        Locator opener = screen.page().locator(".menu-opener");
        if (opener.isVisible()) {
            keyboard().tabTo(opener, "the menu").press("Enter");
        }
        keyboard().activate(AriaRole.LINK, say(menuKey));
    }

    void press(String key) {
        keyboard().activate(AriaRole.BUTTON, say(key));
    }

    /** Waits until it is said, where a code is typed, what became of its message: what stands behind the number of that text. */
    void awaitDelivery(String key) {
        String[] parts = say(key, "number", "#", "until", "#").split("#", -1);
        PlaywrightAssertions.assertThat(screen.page().locator(".delivery"))
                .containsText(parts[parts.length == 1 ? 0 : 1]);
    }

    /** Has a code sent again where one is asked for, as soon as the button lets him. */
    void sendAgain() {
        String name = say("message.again-short");
        PlaywrightAssertions.assertThat(
                        screen.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)))
                .hasAttribute("aria-disabled", "false");
        press("message.again-short");
    }

    void logOut() {
        press("menu.log-out");
        screen.awaitHeading(say("login.title"));
    }
}
