package dev.countersign.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Inbox;
import dev.countersign.blackbox.Operator;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mobile numbers in the portal, by keyboard alone. */
@Tag("full")
@InBrowser
class PortalNumbersIT {

    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final String ASKS_FOR_PROOF = "403 * /api/v1/me/numbers*";

    private final Screens screens;
    private final Product product;

    PortalNumbersIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    private Person withoutNumber() {
        Person person = Person.withoutNumber(screens.open(Look.DESKTOP), product);
        person.logInWithoutCode();
        person.goTo("menu.numbers", "menu.numbers");
        return person;
    }

    private Person withNumber() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        person.logIn();
        screens.advance(PAUSE);
        person.goTo("menu.numbers", "menu.numbers");
        return person;
    }

    private static void add(Person person, String country, String number) {
        person.keyboard().choose(person.say("number.country"), country);
        person.keyboard().fill(person.say("number.label"), number).press("Enter");
    }

    /** A button of the row whose number ends with the same digits. */
    private static Locator button(Person person, String key, String number) {
        String name = Screen.containing(person.say(key)) + ": .*" + number.substring(number.length() - 4);
        return person.screen()
                .page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
    }

    private static void press(Person person, String key, String number) {
        person.keyboard()
                .tabTo(button(person, key, number), key + " of " + number)
                .press("Enter");
    }

    private static void sendNumberCode(Person person, String code) {
        Locator field = person.screen().field(person.say("number.code"));
        person.screen().awaitFocus(field);
        person.keyboard().fill(person.say("number.code"), code).press("Enter");
    }

    private static void confirm(Person person, int messages) {
        person.screen().awaitHeading(person.say("confirm.title"));
        person.screen().awaitFocus(person.screen().field(person.say("code.label")));
        person.sendCode(person.code(messages));
    }

    private String codeTo(TestUser number) {
        return product.inbox().code(number);
    }

    @Test
    void theFirstNumberIsAddedAndVerifiedAndBecomesTheFactor() {
        Person person = withoutNumber();
        TestUser number = Operator.invent();
        person.screen().awaitWords(person.say("number.none"));

        add(person, "DE", "0" + number.number().substring(3));
        sendNumberCode(person, codeTo(number));

        person.screen().awaitWords(person.say("number.enrolled"));
        person.screen().awaitWords(person.say("number.verified"));
        person.logOut();
        person.sendPassword(person.user().password());
        person.awaitCodeScreen();
    }

    @Test
    void aZeroThatWasLeftOutIsTold() {
        Person person = withoutNumber();
        TestUser number = Operator.invent();

        add(person, "DE", "+49 (0) " + number.number().substring(3));

        person.screen().awaitWords(person.say("number.trunk-zero"));
    }

    @Test
    void aBrowserThatNamesItsLanguageOddlyGetsNoGuessOfTheCountry() {
        Screen screen = screens.open(Look.DESKTOP);
        screen.page()
                .addInitScript("Object.defineProperty(Navigator.prototype, 'language', { get: () => 'en-US@posix' });");
        Person person = Person.withoutNumber(screen, product);
        person.logInWithoutCode();

        person.goTo("menu.numbers", "menu.numbers");

        PlaywrightAssertions.assertThat(screen.field(person.say("number.country")))
                .isVisible();
    }

    @Test
    void aVerificationThatWasGivenUpIsTakenUpLater() {
        Person person = withoutNumber();
        TestUser number = Operator.invent();
        add(person, "DE", number.number());
        codeTo(number);

        person.screen().awaitFocus(person.screen().field(person.say("number.code")));
        person.keyboard().press("Escape");
        person.screen().awaitWords(person.say("number.unverified"));
        screens.advance(PAUSE);
        press(person, "number.verify", number.number());
        sendNumberCode(person, product.inbox().code(number, 2));

        person.screen().awaitWords(person.say("number.verified"));
    }

    @Test
    void aWrongCodeOfANumberMayBeTypedAgain() {
        Person person = withoutNumber();
        person.screen().expect("422 POST /api/v1/me/numbers/*/verification/answer");
        TestUser number = Operator.invent();
        add(person, "DE", number.number());
        String code = codeTo(number);

        sendNumberCode(person, Inbox.wrong(code));
        person.screen().awaitWords("Wrong code. 4 tries left.");
        person.keyboard().type(code).press("Enter");

        person.screen().awaitWords(person.say("number.verified"));
    }

    @ParameterizedTest
    @CsvSource({
        "NEGATIVE_RECEIPT, number.undelivered, number.unreachable",
        "REJECTED_RECEIPT, number.carrier-blocked, number.carrier-blocked",
    })
    void aNumberThatMessagesDoNotReachIsToldWhereItsCodeIsTyped(String fault, String told, String refused) {
        Person person = withoutNumber();
        person.screen().expect("4* POST /api/v1/me/numbers/*/verification");
        TestUser number = Operator.invent();
        product.inbox().fault(fault);
        try {
            add(person, "DE", number.number());
            person.screen().awaitFocus(person.screen().field(person.say("number.code")));
            person.awaitDelivery(told);
        } finally {
            product.inbox().fault("NONE");
        }
        screens.advance(PAUSE);

        person.sendAgain();

        person.screen().awaitTrouble(person.say(refused));
    }

    /** Whose fault it was, and no advice to have it sent again where that cannot help. */
    @ParameterizedTest
    @CsvSource({"REFUSED, message.not-taken", "BAD_NUMBER, undelivered.bad-number"})
    void whyAMessageFailedIsTold(String cause, String key) {
        Person person = withoutNumber();
        TestUser number = Operator.invent();
        person.screen()
                .page()
                .route("**/api/v1/me/numbers/*/verification/delivery/events", route -> fail(route, cause));

        add(person, "DE", number.number());
        person.screen().awaitFocus(person.screen().field(person.say("number.code")));

        person.awaitDelivery(key);
    }

    private void fail(Route route, String cause) {
        Instant now = product.time().now();
        route.fulfill(new Route.FulfillOptions()
                .setContentType("text/event-stream")
                .setBody("event: delivery\ndata: {\"state\":\"FAILED\",\"message\":{\"state\":\"" + cause
                        + "\",\"sentAt\":\"" + now + "\",\"at\":\"" + now + "\"},\"expiresAt\":\"" + now.plus(PAUSE)
                        + "\"}\n\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "DE, 12, number.not-mobile",
        "DE, 030 901820, number.not-mobile",
        "GB, +44 20 7946 0000, number.not-mobile"
    })
    void aNumberThatCannotGetMessagesIsToldAndKept(String country, String typed, String message) {
        Person person = withoutNumber();
        person.screen().expect("4* POST /api/v1/me/numbers");

        add(person, country, typed);

        person.screen().awaitRefusedField(person.say("number.label"), person.say(message));
        PlaywrightAssertions.assertThat(person.screen().field(person.say("number.label")))
                .hasValue(typed);
    }

    @Test
    void aSecondNumberIsConfirmedWithTheFirst() {
        Person person = withNumber();
        person.screen().expect(ASKS_FOR_PROOF);
        TestUser second = Operator.invent();

        add(person, "DE", second.number());
        confirm(person, 2);
        sendNumberCode(person, codeTo(second));

        PlaywrightAssertions.assertThat(button(person, "number.make-default", second.number()))
                .isVisible();
    }

    @Test
    void aConfirmationIsGivenUpWithEscape() {
        Person person = withNumber();
        person.screen().expect(ASKS_FOR_PROOF);
        TestUser second = Operator.invent();

        add(person, "DE", second.number());
        person.screen().awaitHeading(person.say("confirm.title"));
        person.keyboard().press("Escape");

        PlaywrightAssertions.assertThat(person.screen().page().getByRole(AriaRole.DIALOG))
                .hasCount(0);
        PlaywrightAssertions.assertThat(button(person, "number.remove", second.number()))
                .hasCount(0);
    }

    @Test
    void codesGoToTheNumberThatWasChosen() {
        Person person = withNumber();
        person.screen().expect(ASKS_FOR_PROOF);
        TestUser second = Operator.invent();
        add(person, "DE", second.number());
        confirm(person, 2);
        sendNumberCode(person, codeTo(second));
        screens.advance(PAUSE);

        press(person, "number.make-default", second.number());
        confirm(person, 3);

        person.screen()
                .awaitWords(
                        person.screen().say("number.default-done", "number", "").substring(0, 15));
        PlaywrightAssertions.assertThat(
                        button(person, "number.make-default", person.user().number()))
                .isVisible();
    }

    @Test
    void aNumberIsRemovedAfterAQuestion() {
        Person person = withoutNumber();
        TestUser number = Operator.invent();
        add(person, "DE", number.number());
        codeTo(number);
        person.screen().awaitFocus(person.screen().field(person.say("number.code")));
        person.keyboard().press("Escape");

        press(person, "number.remove", number.number());
        person.screen().awaitWords(person.say("number.remove-text"));
        person.press("form.cancel");
        PlaywrightAssertions.assertThat(button(person, "number.remove", number.number()))
                .isFocused();
        press(person, "number.remove", number.number());
        person.screen().awaitWords(person.say("number.remove-text"));
        person.press("number.remove");

        person.screen().awaitWords(person.say("number.none"));
    }

    @Test
    void theLastNumberOfAFactorStays() {
        Person person = withNumber();
        person.screen().expect("4* DELETE /api/v1/me/numbers/*");

        press(person, "number.remove", person.user().number());
        person.press("number.remove");

        person.screen().awaitTrouble(person.say("number.last"));
    }
}
