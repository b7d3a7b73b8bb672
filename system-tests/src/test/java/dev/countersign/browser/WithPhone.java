package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.countersign.blackbox.Handset;
import dev.countersign.blackbox.Product;

/** A person who has a phone beside the screen. */
record WithPhone(Person person, Handset phone) {

    static WithPhone of(Screen screen, Product product) {
        return new WithPhone(Person.withNumber(screen, product), Handset.near(product));
    }

    /** Logs in and goes to where a code is shown; returns it. */
    String showCode() {
        person.logIn();
        person.goTo("menu.authenticator", "activation.title");
        return shownCode();
    }

    String shownCode() {
        return person.screen().page().locator(".typed-code").textContent();
    }

    /** From nothing to the page that says that the phone is active. */
    void activate() {
        assertThat(phone.activate(showCode()).value()).isPresent();
        person.screen().awaitWords(person.say("activation.active", "device", Handset.MODEL));
    }

    void goToChallenge() {
        person.openPortal();
        person.sendPassword(person.user().password());
        person.screen().awaitHeading(person.say("challenge.title"));
        person.screen().awaitFocus(person.screen().field(person.say("response.label")));
    }

    Locator digits() {
        return person.screen().page().locator(".challenge-digits");
    }

    /** The six digits on the screen. */
    String challenge() {
        PlaywrightAssertions.assertThat(digits()).isVisible();
        return digits().textContent().replace(" ", "");
    }

    void sendResponse(String digits) {
        person.keyboard().fill(person.say("response.label"), digits).press("Enter");
    }

    static String grouped(String challenge) {
        return challenge.substring(0, 3) + " " + challenge.substring(3);
    }
}
