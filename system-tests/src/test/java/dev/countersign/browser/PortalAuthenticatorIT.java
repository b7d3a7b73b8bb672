package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Handset;
import dev.countersign.blackbox.Product;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The authenticator in the portal, by keyboard alone: the invitation, the activation, and logins by challenge. */
@InBrowser
class PortalAuthenticatorIT {

    private static final Duration SMS_PAUSE = Duration.ofMinutes(2);

    private final Screens screens;
    private final Product product;

    PortalAuthenticatorIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    @Test
    void whoHasNoAuthenticatorIsInvitedAndMayPutItOff() {
        Person person = Person.invited(screens.open(Look.DESKTOP), product);
        person.goToCode();
        person.sendCode(person.code(1));
        person.screen().awaitHeading(person.say("activation.title"));
        PlaywrightAssertions.assertThat(picture(person)).isVisible();
        PlaywrightAssertions.assertThat(person.screen().page().locator("nav [aria-current]"))
                .hasText(person.say("menu.authenticator"));

        person.press("activation.later");
        person.awaitOverview();

        person.screen().page().reload();
        person.awaitOverview();
        person.goTo("menu.authenticator", "activation.title");
        PlaywrightAssertions.assertThat(picture(person)).isVisible();
        person.logOut();

        screens.advance(SMS_PAUSE);
        person.goToCode();
        person.sendCode(person.code(2));
        person.screen().awaitHeading(person.say("activation.title"));
        person.choose("menu.home");
        person.awaitOverview();
        person.goTo("menu.factors", "menu.factors");
        person.logOut();
    }

    @Test
    void aTypedCodeActivatesAndThePageSaysSoByItself() {
        WithPhone person = WithPhone.of(screens.open(Look.DESKTOP), product);
        person.activate();

        person.person().press("form.continue");
        person.person().awaitOverview();
        person.person().goTo("menu.authenticator", "menu.authenticator");
        person.person().screen().awaitWords(person.person().say("activation.active", "device", Handset.MODEL));
    }

    /** A phone may be looking at it. */
    @Test
    void aCodeStaysTheSameWhenItsViewIsDrawnAgain() {
        WithPhone person = WithPhone.of(screens.open(Look.DESKTOP), product);
        String code = person.showCode();

        person.person().choose("menu.home");
        person.person().awaitOverview();
        person.person().goTo("menu.authenticator", "activation.title");

        assertThat(person.shownCode()).isEqualTo(code);
        assertThat(person.phone().activate(code).value()).isPresent();
        person.person().screen().awaitWords(person.person().say("activation.active", "device", Handset.MODEL));
    }

    @Test
    void aPhoneThatIsNotTakenIsTold() {
        WithPhone person = WithPhone.of(screens.open(Look.DESKTOP), product);
        String code = person.showCode();

        Handset.tooOld(product).activate(code);

        person.person().screen().awaitWords(person.person().say("activation.os-too-old", "device", Handset.MODEL));
        assertThat(person.phone().activate(code).value())
                .as("the code is still good")
                .isPresent();
        person.person().screen().awaitWords(person.person().say("activation.active", "device", Handset.MODEL));
    }

    @Test
    void whoeverIsStuckIsAskedWhatHeSees() {
        WithPhone person = WithPhone.of(screens.open(Look.DESKTOP), product);
        person.showCode();

        person.person().press("diagnosis.open");
        person.person().press("diagnosis.scan");

        person.person().screen().awaitWords(person.person().say("diagnosis.verdict-scan"));
    }

    @Test
    void theNextLoginsAskAChallengeAndTheResponseOpensThePortal() {
        WithPhone person = WithPhone.of(screens.open(Look.PHONE), product);
        person.activate();
        person.person().press("form.continue");
        person.person().awaitOverview();
        person.person().logOut();
        person.goToChallenge();
        String challenge = person.challenge();

        person.person().screen().expect("422 POST /api/v1/logins/*");
        person.sendResponse("00000000");
        person.person()
                .screen()
                .awaitRefusedField(person.person().say("response.label"), "Check challenge, user and PIN on the phone");
        person.sendResponse(person.phone().respond(challenge));

        person.person().awaitOverview();
    }

    @Test
    @Tag("full")
    void anotherChallengeIsShownWhenItIsAskedFor() {
        WithPhone person = WithPhone.of(screens.open(Look.DESKTOP), product);
        person.activate();
        person.person().press("form.continue");
        person.person().awaitOverview();
        person.person().logOut();
        person.goToChallenge();
        String first = person.challenge();

        person.person().press("challenge.another");
        PlaywrightAssertions.assertThat(person.digits()).not().hasText(WithPhone.grouped(first));
        person.sendResponse(person.phone().respond(person.challenge()));

        person.person().awaitOverview();
    }

    @Test
    void theAuthenticatorConfirmsThatAnotherPhoneTakesItsPlace() {
        WithPhone person = WithPhone.of(screens.open(Look.DESKTOP), product);
        person.activate();
        person.person().press("form.continue");
        person.person().awaitOverview();
        person.person().goTo("menu.authenticator", "menu.authenticator");

        person.person().press("activation.move");
        confirm(person);
        person.person().screen().awaitHeading(person.person().say("activation.title"));
        // One that was scanned and came to nothing.
        String burnt = person.shownCode();
        person.person().press("activation.new-code");
        confirm(person);
        PlaywrightAssertions.assertThat(person.person().screen().page().locator(".typed-code"))
                .not()
                .hasText(burnt);

        Handset next = Handset.near(product);
        assertThat(next.activate(person.shownCode()).value()).isPresent();
        person.person().screen().awaitWords(person.person().say("activation.active", "device", Handset.MODEL));
    }

    @Test
    void aPhoneThatWasResetIsNotCalledActive() {
        WithPhone person = WithPhone.of(screens.open(Look.DESKTOP), product);
        person.activate();
        person.person().press("form.continue");
        person.person().awaitOverview();
        person.phone().reset();

        person.person().goTo("menu.authenticator", "menu.authenticator");

        person.person().screen().awaitWords(person.person().say("missing.recover", "device", Handset.MODEL));
        PlaywrightAssertions.assertThat(person.person()
                        .screen()
                        .page()
                        .getByText(person.person().say("seamless.title")))
                .hasCount(0);
        PlaywrightAssertions.assertThat(person.person()
                        .screen()
                        .find(AriaRole.BUTTON, person.person().say("activation.move")))
                .isVisible();
        person.person().screen().assertAccessible();
    }

    private static void confirm(WithPhone person) {
        person.person().screen().awaitHeading(person.person().say("confirm.title"));
        person.sendResponse(person.phone().respond(person.challenge()));
    }

    @Test
    void whoPutsTheInvitationOffInASessionThatIsOverReadsSo() {
        Person person = Person.invited(screens.open(Look.DESKTOP), product);
        person.goToCode();
        person.sendCode(person.code(1));
        person.screen().awaitHeading(person.say("activation.title"));
        person.screen().expect("401 GET /api/v1/me/authenticator");
        person.screen()
                .page()
                .route(
                        "**/api/v1/me/authenticator",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setStatus(401)
                                .setContentType("application/problem+json")
                                .setBody("{\"code\": \"TOKEN_REQUIRED\", \"status\": 401}")));

        person.press("activation.later");

        person.screen().awaitWords(person.say("session.over"));
    }

    private static Locator picture(Person person) {
        return person.screen().find(AriaRole.IMG, person.say("activation.picture"));
    }
}
