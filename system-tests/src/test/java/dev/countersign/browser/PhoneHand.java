package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.countersign.blackbox.Handset;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import java.time.Duration;

/** A user with his phone in the hand. */
record PhoneHand(Phone phone, Product product, TestUser user) {

    private static final Duration PAUSE = Duration.ofMinutes(3);

    static PhoneHand of(Screen screen, Product product) {
        TestUser user = product.operator().newUserReading(screen.look().language());
        return new PhoneHand(new Phone(screen), product, user);
    }

    Screen screen() {
        return phone.screen();
    }

    PortalActivation begin() {
        return PortalActivation.begin(product, user);
    }

    PortalActivation activate() {
        PortalActivation activation = begin();
        phone.activate(activation, user.userName());
        return activation;
    }

    /** A login that waits on the phone. */
    PushedLogin ask(boolean matchNumber) {
        PushedLogin.prefer(product, user, matchNumber);
        activate();
        phone.listen();
        return begin(user);
    }

    /** A login of a user of the phone, which shows it. */
    PushedLogin begin(TestUser whose) {
        PushedLogin login = PushedLogin.begin(product, whose);
        screen().awaitWords(whose.userName());
        screen().page()
                .locator("main h1")
                .filter(new Locator.FilterOptions().setHasNotText(phone.say("app.authenticate")))
                .waitFor();
        return login;
    }

    TestUser addAnother() {
        TestUser other = product.operator().newUser();
        phone.press("app.add-user");
        phone.typeCode(PortalActivation.begin(product, other).code());
        phone.typePin(Phone.PIN);
        phone.awaitActive(other.userName());
        phone.press("app.done-button");
        screen().awaitHeading(phone.say("app.authenticate"));
        return other;
    }

    /** The user's authenticator is another phone. */
    PhoneHand activateElsewhere() {
        assertThat(Handset.near(product).activate(begin().code()).value()).isPresent();
        rest();
        return this;
    }

    /** Until the number may get the next SMS. */
    void rest() {
        product.time().advance(PAUSE);
        screen().advance(PAUSE);
    }

    /** User name and password of the user. */
    void typePassword() {
        phone.typePassword(user.userName(), user.password());
    }

    /** The authenticator comes from the other phone, as far as the screen that asks for the token. */
    void migrate() {
        activateElsewhere();
        phone.bring("app.migrate");
        typePassword();
        phone.press("form.continue");
        typePassword();
        screen().awaitWords(phone.say("app.token-label"));
    }

    /** The app of the user is reset, and finds him again. */
    void reset() {
        activate();
        rest();
        phone.press("app.more");
        phone.press("app.reset");
        phone.confirm("app.reset");
        screen().awaitWords(phone.say("app.recover-offer"));
    }
}
