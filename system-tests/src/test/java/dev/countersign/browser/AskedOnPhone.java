package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.countersign.blackbox.Handset;
import dev.countersign.blackbox.Product;
import dev.countersign.sdk.LiveConnection;
import dev.countersign.sdk.PendingRequest;
import java.util.Optional;

/** A person whose phone is his authenticator, with its app open beside the screen: his logins are asked there. */
record AskedOnPhone(Person person, Handset phone, LiveConnection app) implements AutoCloseable {

    static AskedOnPhone of(Screen screen, Product product) {
        Person person = Person.withNumber(screen, product);
        Handset phone = Handset.near(product);
        assertThat(phone.activate(PortalActivation.begin(product, person.user()).code())
                        .value())
                .isPresent();
        return new AskedOnPhone(person, phone, phone.open());
    }

    /** So many logins that nobody answers, without a screen. */
    AskedOnPhone ignoring(int logins) {
        for (int i = 0; i < logins; i++) {
            person.product().portal().begin(person.user());
        }
        return this;
    }

    /** To the screen that waits for the phone. */
    AskedOnPhone goToWaiting() {
        person.openPortal();
        person.sendPassword(person.user().password());
        awaitWaiting();
        return this;
    }

    void awaitWaiting() {
        person.screen().awaitHeading(person.say("waiting.title"));
        person.screen().awaitWords(say("waiting.sent"));
    }

    /** On the screen from which he goes to a challenge. */
    void awaitChallenge() {
        person.screen().awaitHeading(person.say("challenge.title"));
        person.screen().page().locator(".challenge-digits").waitFor();
    }

    /** What the page says of his phone. */
    String say(String key) {
        return person.say(key, "device", Handset.MODEL);
    }

    Locator numberOnScreen() {
        return person.screen().page().locator(".number-digits");
    }

    /** The number to be typed on the phone, as the screen shows it. */
    Optional<String> number() {
        PlaywrightAssertions.assertThat(numberOnScreen()).isVisible();
        return Optional.of(numberOnScreen().textContent());
    }

    PendingRequest request() {
        return phone.waiting().get(0);
    }

    void approve() {
        approve(number());
    }

    void approve(Optional<String> number) {
        assertThat(phone.approve(request(), number).value()).isPresent();
    }

    void deny() {
        assertThat(phone.deny(request()).value()).isPresent();
    }

    /** The answer of the phone to the challenge on the screen. */
    void respond() {
        String challenge = person.screen().page().locator(".challenge-digits").textContent();
        person.keyboard()
                .fill(person.say("response.label"), phone.respond(challenge.replace(" ", "")))
                .press("Enter");
    }

    @Override
    public void close() {
        app.close();
    }
}
