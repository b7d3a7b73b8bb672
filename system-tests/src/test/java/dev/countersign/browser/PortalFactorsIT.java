package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.CardStock.NewCard;
import dev.countersign.blackbox.CodeApp;
import dev.countersign.blackbox.Handset;
import dev.countersign.blackbox.Product;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several second factors in the portal, by keyboard alone: an app of another maker, the list, and the choice at a login. */
@InBrowser
class PortalFactorsIT {

    /** A name is whatever its user types, and is shown as it was typed. */
    private static final String NAME = "\"><svg onload=alert(1)>";

    private static final Duration SMS_PAUSE = Duration.ofMinutes(2);
    private static final Duration STEP = Duration.ofSeconds(30);

    /** From the key of an app to its first code. */
    private static final Duration SETUP_TIME = Duration.ofMinutes(15);

    private final Screens screens;
    private final Product product;

    PortalFactorsIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    @Test
    void anAppIsSetUpAndItsCodesOpenTheNextLogin() {
        Person person = Person.withNumber(screens.open(Look.PHONE), product);
        person.logIn();
        screens.advance(SMS_PAUSE);

        CodeApp app = showKey(person);
        person.screen().assertAccessible();
        person.screen().expect("422 POST /api/v1/me/totp/*/activation");
        typeFirstCode(person, wrong(app));
        person.screen().awaitRefusedField(person.say("totp.first-code"), person.say("totp.code-wrong"));
        person.screen().loseFirstAnswer("POST", "/api/v1/me/totp/*/activation");
        person.screen().expect("404 POST /api/v1/me/totp/*/activation");
        typeFirstCode(person, code(app));
        person.screen().awaitTrouble(person.say("connection.try-again"));
        person.press("totp.activate");
        person.screen().awaitWords(person.say("totp.added", "name", NAME));
        person.screen().assertAccessible();
        person.logOut();

        screens.advance(STEP);
        goToApp(person);
        person.screen().awaitWords(person.say("totp.do", "device", NAME));
        PlaywrightAssertions.assertThat(person.screen()
                        .find(AriaRole.LINK, person.say("help.link") + " (" + person.say("help.new-tab") + ")"))
                .hasAttribute("href", HelpIT.ADDRESS);
        person.screen().assertAccessible();
        assertThat(person.screen().page().getByText(person.say("factor.other")).count())
                .as("there is nothing to choose")
                .isZero();
        person.screen().expect("422 POST /api/v1/logins/*");
        person.sendCode(wrong(app));
        person.screen().awaitRefusedField(person.say("code.label"), "or it was used before");
        person.sendCode(code(app));
        person.awaitOverview();
    }

    @Test
    void aKeyThatWaitedTooLongIsToldAndANewOneBegun() {
        Person person = Person.withNumber(screens.open(Look.PHONE), product);
        person.logIn();
        screens.advance(SMS_PAUSE);
        CodeApp app = showKey(person);

        // Without a call meanwhile the session would end first.
        screens.advance(SETUP_TIME.dividedBy(2));
        person.screen().expect("422 POST /api/v1/me/totp/*/activation");
        typeFirstCode(person, wrong(app));
        person.screen().awaitRefusedField(person.say("totp.first-code"), person.say("totp.code-wrong"));
        screens.advance(SETUP_TIME.dividedBy(2));
        person.screen().expect("404 POST /api/v1/me/totp/*/activation");
        typeFirstCode(person, code(app));

        person.screen().awaitWords(person.say("totp.over"));
        person.screen().assertAccessible();
        PlaywrightAssertions.assertThat(person.screen().field(person.say("totp.name")))
                .isVisible();
    }

    @Test
    void whoHasSeveralChoosesAndTheOneUsedLastIsAskedFirst() {
        WithPhone holder = WithPhone.of(screens.open(Look.DESKTOP), product);
        Person person = holder.person();
        holder.activate();
        person.press("form.continue");
        person.awaitOverview();
        person.goTo("menu.factors", "menu.factors");
        person.screen().awaitWords(Handset.MODEL);
        CodeApp app = beginApp(person, () -> holder.sendResponse(holder.phone().respond(holder.challenge())));
        typeFirstCode(person, code(app));
        person.screen().awaitWords(person.say("totp.added", "name", NAME));
        person.logOut();
        screens.advance(STEP);

        holder.goToChallenge();
        person.press("factor.other");
        person.screen().assertAccessible();
        use(person, NAME, "factor.totp");
        person.screen().awaitHeading(person.say("totp.title"));
        person.screen().awaitFocus(person.screen().field(person.say("code.label")));
        person.press("factor.other");
        use(person, Handset.MODEL, "factor.authenticator");
        person.screen().awaitHeading(person.say("challenge.title"));
        person.press("factor.other");
        use(person, NAME, "factor.totp");
        person.screen().awaitHeading(person.say("totp.title"));
        person.sendCode(code(app));
        person.awaitOverview();
        person.logOut();

        goToApp(person);
        screens.advance(STEP);
        person.sendCode(code(app));
        person.awaitOverview();
        person.goTo("menu.factors", "menu.factors");
        screens.advance(STEP);
        remove(person, app);
        PlaywrightAssertions.assertThat(person.screen().page().locator(".rows .row"))
                .hasCount(2);
    }

    @Test
    void aCardIsActivatedAndOpensLoginsAndARefusedAnswerIsExplained() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        product.operator().change(person.user().userName(), "{\"holder\": {\"accounts\": [\"U1\"]}}");
        person.logIn();
        try (CardInHand card = CardInHand.of(person, CardInHand.SUITE, "4711")) {
            activate(person, card);
            explain(person, card);
        }
    }

    @Test
    void aCardOfAnotherUserIsSharedByALoginOfHis() {
        Screen screen = screens.open(Look.DESKTOP);
        NewCard card = FactorScenes.goToShare(screen, product);
        screen.loseFirstAnswer("POST", "/api/v1/me/card-shares");
        screen.expect("422 POST /api/v1/me/card-shares");

        FactorScenes.answerShare(screen, product, card);
        screen.awaitTrouble(screen.say("connection.try-again"));
        screen.keyboard().activate(AriaRole.BUTTON, screen.say("confirm.button"));
        screen.awaitWords(screen.say("share.pending", "serial", card.serial()));

        screen.assertAccessible();
        screen.awaitWords(screen.say("share.waiting"));
    }

    @Test
    void aPlasticCardIsActivatedByItsSerialAndTwoCellsAndOpensLogins() {
        PlasticInHand card = PlasticInHand.of(screens.open(Look.PHONE), product).goTo();
        Person person = card.person();
        person.screen().expect("404 POST /api/v1/me/grid-cards/*");
        person.keyboard().fill(person.say("plastic.serial"), "AAAAAAAAAA").press("Enter");
        person.screen().awaitRefusedField(person.say("plastic.serial"), person.say("plastic.unknown"));
        card.typeSerial();
        person.press("form.cancel");
        person.screen().awaitFocus(person.screen().find(AriaRole.HEADING, person.say("plastic.title")));
        card.typeSerial();
        String first = card.cells().textContent();
        person.screen().expect("422 POST /api/v1/me/grid-cards/*");
        card.type("AAAAAA");
        person.screen().awaitRefusedField(person.say("grid.label"), person.say("plastic.wrong"));
        PlaywrightAssertions.assertThat(card.cells()).not().hasText(first);
        person.screen().loseFirstAnswer("POST", "/api/v1/me/grid-cards/*/activation");
        card.typeCells();
        person.screen().awaitTrouble(person.say("connection.try-again"));
        person.press("grid.activate");
        person.screen()
                .awaitWords(person.say("card.active", "serial", card.card().serial()));
        PlaywrightAssertions.assertThat(person.screen().page().getByText(person.say("plastic.title")))
                .not()
                .isVisible();
        person.logOut();

        card.goToLogin();
        card.typeCells();
        person.awaitOverview();
    }

    @Test
    @Tag("full")
    void aCardIsOrderedToAnotherAddressAndTheOrderIsCancelled() {
        Person person = OrderScenes.goToForm(screens.open(Look.PHONE), product);
        person.screen().assertAccessible();
        person.keyboard().fill(person.say("order.address"), "Ann Ray");
        person.keyboard().fill(person.say("card.pin"), "2580");
        person.keyboard().fill(person.say("card.pin-again"), "2581").press("Enter");
        person.screen().awaitRefusedField(person.say("order.address"), person.say("order.address-form"));
        person.keyboard().press("End").press("Enter").type("Leith");
        person.keyboard().fill(person.say("card.pin-again"), "2582").press("Enter");
        person.screen().awaitRefusedField(person.say("card.pin-again"), person.say("card.pin-mismatch"));
        person.keyboard().fill(person.say("card.pin-again"), "2580").press("Enter");
        person.screen().awaitHeading(person.say("order.summary"));
        person.screen().awaitWords("Leith");
        person.screen().assertAccessible();
        person.screen().expect("403 POST /api/v1/me/card-orders");
        person.press("order.send");
        person.screen().awaitHeading(person.say("confirm.title"));
        person.sendCode(person.code(2));
        person.screen().awaitWords(person.say("order.elsewhere"));
        person.screen().assertAccessible();
        person.press("order.cancel");
        person.screen().awaitHeading(person.say("order.cancel-title"));
        person.press("order.cancel-yes");
        person.screen().awaitWords(person.say("order.cancelled"));
        person.screen().find(AriaRole.BUTTON, person.say("order.begin")).waitFor();
    }

    private static void activate(Person person, CardInHand card) {
        person.goTo("menu.factors", "menu.factors");
        person.keyboard().activate(AriaRole.BUTTON, person.say("card.activate") + ": " + card.serial());
        person.screen().awaitWords(person.say("card.pin-known"));
        person.press("card.other-pin");
        person.screen().awaitHeading(person.say("card.activate-title", "serial", card.serial()));
        Keyboard keyboard = person.screen().page().keyboard();
        keyboard.type("2580");
        keyboard.press("Tab");
        keyboard.type("2580");
        keyboard.press("Enter");
        person.screen().awaitWords(person.say("card.pin-chosen"));
        person.screen().expect("422 POST /api/v1/me/cards/*/answer");
        answer(person, "00000000");
        person.screen().awaitRefusedField(person.say("card.label"), person.say("card.wrong-answer"));
        person.screen().loseFirstAnswer("POST", "/api/v1/me/cards/*/answer");
        person.screen().expect("403 POST /api/v1/me/cards/*/answer");
        answer(person, card.respond("2580", challenge(person)));
        person.screen().awaitTrouble(person.say("connection.try-again"));
        person.press("confirm.button");
        person.screen().awaitWords(person.say("card.active", "serial", card.serial()));
        person.logOut();
    }

    /** Two challenges after a wrong PIN, and what the login says of them. */
    private static void explain(Person person, CardInHand card) {
        person.openPortal();
        person.sendPassword(person.user().password());
        person.screen().awaitHeading(person.say("card.title"));
        person.screen().expect("422 POST /api/v1/logins/*");
        for (int wrong = 0; wrong < 2; wrong++) {
            String before = challenge(person);
            answer(person, card.respond("2581", before));
            person.screen().awaitRefusedField(person.say("card.label"), "the card cannot tell");
            person.press("refused.open");
            person.press("card.another");
            PlaywrightAssertions.assertThat(person.screen().page().locator(".challenge-digits"))
                    .not()
                    .hasText(before);
        }
        person.screen().awaitWords(person.say("refused.pin-likely"));
        person.screen().awaitWords(person.say("refused.ask-pin"));
        person.screen().assertAccessible();
        person.press("missing.no");
        person.screen().awaitWords(person.say("refused.pin-forgotten"));
        answer(person, card.respond("2580", challenge(person)));
        person.awaitOverview();
        replace(person, card);
    }

    /** A card that its user calls broken leads to the order of another one. */
    private static void replace(Person person, CardInHand card) {
        person.goTo("menu.factors", "menu.factors");
        person.press("refused.open");
        person.press("missing.yes");
        person.screen().awaitWords(person.say("refused.ask-display"));
        person.press("missing.no");
        person.screen().awaitWords(person.say("refused.defect-order"));
        person.screen().assertAccessible();
        String replace = person.say("order.replace", "serial", card.serial());
        person.screen()
                .page()
                .locator(".row")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(replace))
                .press("Enter");
        person.screen().awaitHeading(replace);
        PlaywrightAssertions.assertThat(person.screen().field(person.say("order.why", "serial", card.serial())))
                .hasValue("DEFECTIVE");
    }

    private static String challenge(Person person) {
        return person.screen().page().locator(".challenge-digits").first().textContent();
    }

    private static void answer(Person person, String response) {
        person.keyboard().fill(person.say("card.label"), response).press("Enter");
    }

    private void remove(Person person, CodeApp app) {
        Locator button = person.screen()
                .page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(person.say("factors.remove") + ": " + NAME));
        person.keyboard().tabTo(button, "remove").press("Enter");
        person.screen().awaitHeading(person.say("factors.remove-title", "name", NAME));
        person.screen().awaitFocus(person.screen().find(AriaRole.BUTTON, person.say("form.cancel")));
        person.press("factors.remove");
        person.screen().awaitHeading(person.say("confirm.title"));
        person.sendCode(code(app));
        person.screen().awaitWords(person.say("factors.removed", "name", NAME));
    }

    /** To the page of an app's key, with the code of an SMS as proof. */
    private CodeApp showKey(Person person) {
        person.goTo("menu.factors", "menu.factors");
        return beginApp(person, () -> person.sendCode(person.code(2)));
    }

    private CodeApp beginApp(Person person, Runnable proof) {
        person.screen().expect("403 POST /api/v1/me/totp");
        person.keyboard().fill(person.say("totp.name"), NAME).press("Enter");
        person.screen().awaitHeading(person.say("confirm.title"));
        proof.run();
        Locator key = person.screen().page().locator(".key");
        PlaywrightAssertions.assertThat(key).isVisible();
        PlaywrightAssertions.assertThat(person.screen()
                        .page()
                        .getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName(person.say("totp.picture"))))
                .isVisible();
        return CodeApp.of(key.textContent());
    }

    private void goToApp(Person person) {
        person.openPortal();
        person.sendPassword(person.user().password());
        person.screen().awaitHeading(person.say("totp.title"));
        person.screen().awaitFocus(person.screen().field(person.say("code.label")));
    }

    private static void typeFirstCode(Person person, String code) {
        person.keyboard().fill(person.say("totp.first-code"), code).press("Enter");
    }

    private static void use(Person person, String name, String kind) {
        person.keyboard().activate(AriaRole.BUTTON, person.say("factor.use", "name", name, "kind", person.say(kind)));
    }

    private String code(CodeApp app) {
        return app.code(product.time().now());
    }

    private String wrong(CodeApp app) {
        return app.code(product.time().now().plus(Duration.ofHours(1)));
    }
}
