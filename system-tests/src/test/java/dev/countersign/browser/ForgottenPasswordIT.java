package dev.countersign.browser;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Inbox;
import dev.countersign.blackbox.Product;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A forgotten password in the portal, by keyboard alone: a reset code of the help desk, and whatever a login would ask for. */
@InBrowser
class ForgottenPasswordIT {

    private static final String NEW = "Another word 7";

    /** One number gets one message in this time. */
    private static final Duration PAUSE = Duration.ofMinutes(2);

    private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(5);

    private final Screens screens;
    private final Product product;

    ForgottenPasswordIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    @Test
    void aForgottenPasswordIsReplacedWithResetCodeAndPhone() {
        Person person = atForgotten();

        sendResetCode(person, product.operator().newResetCode(person.user()));
        person.screen().awaitHeading(person.say("reset.new-title"));
        person.screen().awaitFocus(person.screen().field(person.say("code.label")));
        person.keyboard().fill(person.say("code.label"), person.code(1));
        // The reset code is used up, so nothing on the way leads back to it.
        person.keyboard().choose(person.say("language.label"), "fr");
        Person francophone = person.at(person.screen().reading(screens.texts("fr")));
        francophone.screen().awaitHeading(francophone.say("reset.new-title"));
        PlaywrightAssertions.assertThat(francophone.screen().field(francophone.say("code.label")))
                .hasValue(person.code(1));
        francophone.press("message.no-code");
        francophone.screen().awaitWords(francophone.say("reset.ask-for-new"));
        person.screen().page().goBack();
        francophone.screen().awaitHeading(francophone.say("login.title"));
        person.screen().page().goForward();
        francophone.screen().awaitHeading(francophone.say("reset.new-title"));
        francophone.keyboard().choose(francophone.say("language.label"), "en");
        person.screen().awaitHeading(person.say("reset.new-title"));
        // A phone may drop the page while its user reads the message.
        person.screen().page().reload();
        person.screen().awaitHeading(person.say("reset.new-title"));
        person.keyboard().fill(person.say("code.label"), person.code(1));
        person.keyboard().fill(person.say("password.new"), NEW).press("Enter");

        person.screen().awaitHeading(person.say("login.title"));
        person.screen().awaitWords(person.say("reset.done"));
        screens.advance(PAUSE);
        person.sendPassword(NEW);
        person.awaitCodeScreen();
    }

    @Test
    void whoNeverHadAFactorIsAskedForNone() {
        Person person = Person.withoutNumber(screens.open(Look.PHONE), product);
        goToForgotten(person);

        toNewPassword(person);
        person.screen().assertAccessible();
        person.screen().assertFitsWidth();
        sendPassword(person);

        person.screen().awaitWords(person.say("reset.done"));
    }

    @Test
    void aNewPasswordWhoseAnswerWasLostIsNotToldAsRefused() {
        Person person = atForgotten();
        sendResetCode(person, product.operator().newResetCode(person.user()));
        person.screen().awaitHeading(person.say("reset.new-title"));
        person.screen().loseFirstAnswer("POST", "/api/v1/password-resets/*/password");
        person.screen().expect("4* POST /api/v1/password-resets/*/password");
        person.keyboard().fill(person.say("code.label"), person.code(1));
        person.keyboard().fill(person.say("password.new"), NEW).press("Enter");
        person.screen().awaitTrouble(person.say("connection.try-again"));

        person.press("reset.button");

        person.screen().awaitHeading(person.say("reset.title"));
        person.screen().awaitWords(person.say("refusal.perhaps-done"));
    }

    /** The page was loaded anew, and still does not lead him back to what he left. */
    @Test
    void whoTypesAnotherResetCodeStaysThere() {
        Person person = atForgotten();
        sendResetCode(person, product.operator().newResetCode(person.user()));
        person.screen().awaitHeading(person.say("reset.new-title"));
        person.screen().page().reload();
        person.screen().awaitHeading(person.say("reset.new-title"));
        person.screen().awaitWords(person.user().userName());
        person.press("message.no-code");

        person.press("reset.type-another");

        person.screen().awaitHeading(person.say("reset.title"));
        person.keyboard().choose(person.say("language.label"), "fr");
        Person francophone = person.at(person.screen().reading(screens.texts("fr")));
        francophone.screen().awaitHeading(francophone.say("reset.title"));
        person.screen().page().reload();
        francophone.screen().awaitHeading(francophone.say("reset.title"));
    }

    @Test
    void aResetCodeThatDoesNotWorkIsToldAndKept() {
        Person person = atForgotten();
        person.screen().expect("422 POST /api/v1/password-resets");

        sendResetCode(person, "0000-0000-0000");

        person.screen().awaitRefusedField(person.say("reset.code"), person.say("reset.refused"));
        PlaywrightAssertions.assertThat(person.screen().field(person.say("reset.code")))
                .hasValue("0000-0000-0000");
    }

    @Test
    void aWrongCodeOfThePhoneMayBeTypedAgain() {
        Person person = atForgotten();
        person.screen().expect("422 POST /api/v1/password-resets/*/password");
        sendResetCode(person, product.operator().newResetCode(person.user()));
        person.screen().awaitHeading(person.say("reset.new-title"));
        String code = person.code(1);

        person.keyboard().fill(person.say("code.label"), Inbox.wrong(code));
        person.keyboard().fill(person.say("password.new"), NEW).press("Enter");
        person.screen().awaitRefusedField(person.say("code.label"), "Wrong code. 4 tries left.");
        PlaywrightAssertions.assertThat(person.screen().field(person.say("password.new")))
                .hasValue(NEW);
        person.keyboard().type(code).press("Enter");

        person.screen().awaitWords(person.say("reset.done"));
    }

    @Test
    void theWayBackLeadsToTheLogin() {
        Person person = atForgotten();

        person.keyboard().activate(AriaRole.LINK, person.say("reset.back"));

        person.screen().awaitHeading(person.say("login.title"));
        person.screen().page().goBack();
        person.screen().awaitHeading(person.say("reset.title"));
    }

    @Test
    void aMessageThatDidNotComeIsToldAndSentAgain() {
        Person person = atForgotten();
        product.inbox().fault("NEGATIVE_RECEIPT");
        try {
            toNewPassword(person);
            person.awaitDelivery("message.failed");
        } finally {
            product.inbox().fault("NONE");
        }
        screens.advance(PAUSE);

        person.sendAgain();
        person.awaitDelivery("message.delivered");
        person.keyboard().fill(person.say("code.label"), person.code(2));
        sendPassword(person);

        person.screen().awaitWords(person.say("reset.done"));
    }

    /** No message is sent: a login would not take its code either. */
    @Test
    void whoHasAnAuthenticatorAnswersItsChallenge() {
        WithPhone person = WithPhone.of(screens.open(Look.PHONE), product);
        person.activate();
        person.person().logOut();
        goToForgotten(person.person());
        toNewPassword(person.person());
        person.person()
                .screen()
                .awaitFocus(person.person().screen().field(person.person().say("response.label")));
        person.person().screen().assertAccessible();
        person.person().screen().assertFitsWidth();
        String first = person.challenge();
        person.person().screen().expect("422 POST /api/v1/password-resets/*/password");

        fillResponse(person, wrong(person.phone().respond(first)));
        sendPassword(person.person());
        person.person().screen().awaitRefusedField(person.person().say("response.label"), "4 tries left");
        person.person().press("challenge.another");
        PlaywrightAssertions.assertThat(person.digits()).not().hasText(WithPhone.grouped(first));
        person.sendResponse(person.phone().respond(person.challenge()));

        person.person().screen().awaitWords(person.person().say("reset.done"));
    }

    /** The challenge lives for five minutes, the reset for ten. */
    @Test
    void aChallengeThatIsOverMakesRoomForAnotherOne() {
        WithPhone person = WithPhone.of(screens.open(Look.DESKTOP), product);
        person.activate();
        person.person().logOut();
        goToForgotten(person.person());
        toNewPassword(person.person());
        String first = person.challenge();
        String answer = person.phone().respond(first);
        screens.advance(CHALLENGE_LIFE);
        person.person().screen().expect("410 POST /api/v1/password-resets/*/password");

        fillResponse(person, answer);
        sendPassword(person.person());

        person.person()
                .screen()
                .awaitRefusedField(
                        person.person().say("response.label"), person.person().say("confirm.expired"));
        PlaywrightAssertions.assertThat(person.digits()).not().hasText(WithPhone.grouped(first));
        person.sendResponse(person.phone().respond(person.challenge()));
        person.person().screen().awaitWords(person.person().say("reset.done"));
    }

    private Person atForgotten() {
        return goToForgotten(Person.withNumber(screens.open(Look.DESKTOP), product));
    }

    private static Person goToForgotten(Person person) {
        person.openPortal();
        person.keyboard().activate(AriaRole.LINK, person.say("login.forgotten"));
        person.screen().awaitHeading(person.say("reset.title"));
        return person;
    }

    private void toNewPassword(Person person) {
        sendResetCode(person, product.operator().newResetCode(person.user()));
        person.screen().awaitHeading(person.say("reset.new-title"));
    }

    private static String wrong(String response) {
        return (response.charAt(0) == '0' ? "1" : "0") + response.substring(1);
    }

    private static void fillResponse(WithPhone person, String digits) {
        person.person().keyboard().fill(person.person().say("response.label"), digits);
    }

    private static void sendPassword(Person person) {
        person.keyboard().fill(person.say("password.new"), NEW).press("Enter");
    }

    private static void sendResetCode(Person person, String code) {
        person.keyboard().fill(person.say("login.user-name"), person.user().userName());
        person.keyboard().fill(person.say("reset.code"), code).press("Enter");
    }
}
