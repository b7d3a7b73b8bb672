package dev.countersign.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.CardStock;
import dev.countersign.blackbox.CardStock.NewCard;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The pages of users who have several second factors, or may have. */
final class FactorScenes {

    private static final Duration SMS_PAUSE = Duration.ofMinutes(2);
    private static final String SUITE = "OCRA-1:HOTP-SHA256-8:QN06-PSHA256";

    static final List<Scene> ALL = List.of(
            new Scene("factors", (screen, product) -> {
                Person person = Person.withNumber(screen, product);
                person.logIn();
                person.goTo("menu.factors", "menu.factors");
            }),
            new Scene("factors-card", (screen, product) -> {
                Person person = Person.withNumber(screen, product);
                person.logIn();
                give(person, 1);
                person.goTo("menu.factors", "menu.factors");
            }),
            new Scene("factors-card-pin", (screen, product) -> {
                Person person = Person.withNumber(screen, product);
                person.logIn();
                give(person, 1);
                person.goTo("menu.factors", "menu.factors");
                screen.page()
                        .locator("button[aria-label^='" + person.say("card.activate") + ":']")
                        .press("Enter");
                person.press("card.other-pin");
                screen.awaitWords(person.say("card.pin-text"));
            }),
            new Scene("factors-key", FactorScenes::goToKey),
            new Scene("factors-passkey", FactorScenes::register),
            new Scene("factors-passkey-lost", (screen, product) -> {
                Person person = register(screen, product);
                person.keyboard().activate(AriaRole.BUTTON, person.say("factors.lost") + ": Laptop");
                screen.awaitHeading(person.say("factors.lost-title", "name", "Laptop"));
            }),
            new Scene("factors-passkey-confirm", (screen, product) -> {
                Person person = register(screen, product);
                person.keyboard().activate(AriaRole.BUTTON, person.say("factors.remove") + ": Laptop");
                screen.awaitHeading(person.say("factors.remove-title", "name", "Laptop"));
                person.press("factors.remove");
                screen.awaitHeading(person.say("confirm.title"));
            }),
            new Scene("factors-recovery", FactorScenes::makeCodes),
            new Scene("factors-recovery-kept", (screen, product) -> {
                Person person = makeCodes(screen, product);
                person.press("recovery.kept");
                screen.awaitWords(person.say("recovery.add-text"));
            }),
            new Scene("login-recovery", (screen, product) -> {
                Person person = makeCodes(screen, product);
                person.logOut();
                product.time().advance(SMS_PAUSE);
                screen.advance(SMS_PAUSE);
                person.openPortal();
                person.sendPassword(person.user().password());
                screen.awaitHeading(person.say("login.code-title"));
                person.press("factor.other");
                screen.page()
                        .locator("button", new Page.LocatorOptions().setHasText(person.say("factor.recovery")))
                        .last()
                        .press("Enter");
                screen.awaitWords(person.say("recovery.do"));
            }),
            new Scene("simulator-cards", (screen, product) -> {
                NewCard card = new NewCard(CardStock.newSerial(), SUITE, "0f".repeat(32), "4711", 0);
                new CardStock(product).simulate(List.of(card));
                screen.page().navigate(product.demo().path("inbox").asText() + "cards#" + card.serial());
                screen.page().getByText(card.serial()).last().waitFor();
            }),
            new Scene("login-passkey", (screen, product) -> {
                Person person = register(screen, product);
                person.logOut();
                person.openPortal();
                person.sendPassword(person.user().password());
                screen.awaitHeading(person.say("passkey.title"));
            }),
            new Scene(
                    "login-passcode",
                    (screen, product) -> Temporary.of(screen, product).goToPasscode()),
            new Scene(
                    "temporary-home",
                    (screen, product) -> Temporary.of(screen, product).logIn()),
            new Scene("temporary-limited", (screen, product) -> {
                Temporary user = Temporary.of(screen, product);
                product.time().advance(Duration.ofDays(2));
                screen.advance(Duration.ofDays(2));
                user.goToPasscode().sendPasscode(user.passcode());
                screen.awaitHeading(screen.say("menu.grid"));
            }),
            new Scene(
                    "grid-card",
                    (screen, product) -> Temporary.of(screen, product).logIn().fetch()),
            new Scene("grid-active", (screen, product) -> {
                Temporary user = Temporary.of(screen, product).logIn();
                user.activate(user.fetch());
            }),
            new Scene("login-grid", (screen, product) -> {
                Temporary user = Temporary.of(screen, product).logIn();
                user.activate(user.fetch());
                user.person().logOut();
                user.goToGrid();
            }),
            new Scene(
                    "factors-plastic",
                    (screen, product) -> PlasticInHand.of(screen, product).goTo()),
            new Scene(
                    "factors-plastic-cells",
                    (screen, product) ->
                            PlasticInHand.of(screen, product).goTo().typeSerial()),
            new Scene(
                    "factors-plastic-active",
                    (screen, product) ->
                            PlasticInHand.of(screen, product).goTo().activate()),
            new Scene("factors-plastic-remove", (screen, product) -> {
                Person person =
                        PlasticInHand.of(screen, product).goTo().activate().person();
                screen.page()
                        .locator("button[aria-label^='" + person.say("factors.remove") + ":']")
                        .first()
                        .press("Enter");
                screen.awaitWords(person.say("plastic.remove-text"));
            }),
            new Scene("login-plastic", (screen, product) -> {
                PlasticInHand card = PlasticInHand.of(screen, product).goTo().activate();
                card.person().logOut();
                card.goToLogin();
            }),
            new Scene("factors-passcode-stop", (screen, product) -> {
                Person person = Person.withNumber(screen, product);
                person.logIn();
                product.operator().newPasscode(person.user());
                person.goTo("menu.factors", "menu.factors");
                person.press("temp.stop");
                screen.awaitHeading(person.say("temp.stop-title"));
            }),
            new Scene("factors-card-share", (screen, product) -> goToShare(screen, product)),
            new Scene("factors-card-shared", FactorScenes::share),
            new Scene("login-card", (screen, product) -> goToCard(screen, product, 1)),
            new Scene("login-card-refused", (screen, product) -> {
                Person person = goToCard(screen, product, 1);
                screen.expect("422 POST /api/v1/logins/*");
                person.keyboard().fill(person.say("card.label"), "00000000").press("Enter");
                person.press("refused.open");
                screen.awaitWords(person.say("refused.ask-pin"));
            }),
            new Scene("login-card-resync", FactorScenes::goToResync),
            new Scene("login-choose", (screen, product) -> {
                goToCard(screen, product, 2).press("factor.other");
                screen.awaitWords(screen.say("factor.card"));
            }));

    private FactorScenes() {}

    /** A user with a number and a passkey, at the list of his factors. */
    private static Person register(Screen screen, Product product) {
        Person person = Person.withNumber(screen, product);
        new Phone(screen).hasLock(false);
        person.logIn();
        product.time().advance(SMS_PAUSE);
        screen.advance(SMS_PAUSE);
        person.goTo("menu.factors", "menu.factors");
        screen.expect("403 POST /api/v1/me/passkeys/options");
        person.keyboard().fill(person.say("passkey.name"), "Laptop").press("Enter");
        screen.awaitHeading(person.say("confirm.title"));
        person.sendCode(person.code(2));
        screen.awaitWords(person.say("passkey.added", "name", "Laptop"));
        return person;
    }

    private static void goToKey(Screen screen, Product product) {
        Person person = Person.withNumber(screen, product);
        person.logIn();
        product.time().advance(SMS_PAUSE);
        screen.advance(SMS_PAUSE);
        person.goTo("menu.factors", "menu.factors");
        screen.expect("403 POST /api/v1/me/totp");
        person.keyboard().fill(person.say("totp.name"), "Pixel").press("Enter");
        screen.awaitHeading(person.say("confirm.title"));
        person.sendCode(person.code(2));
        screen.awaitWords(person.say("totp.key"));
    }

    /** A user with a number and recovery codes, who is shown them. */
    private static Person makeCodes(Screen screen, Product product) {
        Person person = Person.withNumber(screen, product);
        product.operator().allowRecoveryCodes(person.user());
        person.logIn();
        product.time().advance(SMS_PAUSE);
        screen.advance(SMS_PAUSE);
        person.goTo("menu.factors", "menu.factors");
        screen.expect("403 POST /api/v1/me/recovery-codes");
        person.press("recovery.make");
        screen.awaitHeading(person.say("confirm.title"));
        person.sendCode(person.code(2));
        screen.awaitWords(person.say("recovery.shown"));
        return person;
    }

    /** A card of one user that another one shares, as far as the question for its owner. */
    static NewCard goToShare(Screen screen, Product product) {
        NewCard card = new NewCard(CardStock.newSerial(), SUITE, "0f".repeat(32), "4711", 0);
        TestUser owner = Person.withNumber(screen, product).user();
        CardStock stock = new CardStock(product);
        stock.give(owner, List.of(card));
        stock.simulate(List.of(card));
        Person person = Person.withNumber(screen, product);
        person.logIn();
        person.goTo("menu.factors", "menu.factors");
        person.keyboard().fill(person.say("login.user-name"), owner.userName());
        person.keyboard().fill(person.say("login.password"), owner.password()).press("Enter");
        screen.awaitHeading(person.say("card.title"));
        return card;
    }

    /** The same, answered. Nothing is known of either person, so people have to look. */
    static void share(Screen screen, Product product) {
        NewCard card = goToShare(screen, product);
        answerShare(screen, product, card);
        screen.awaitWords(screen.say("share.pending", "serial", card.serial()));
    }

    static void answerShare(Screen screen, Product product, NewCard card) {
        String challenge =
                screen.page().locator(".challenge-digits").textContent().replace(" ", "");
        Locator answer = screen.page().locator("dialog input");
        answer.fill(new CardStock(product).respond(card, challenge));
        answer.press("Enter");
    }

    private static Person goToCard(Screen screen, Product product, int cards) {
        Person person = Person.withNumber(screen, product);
        give(person, cards);
        person.openPortal();
        person.sendPassword(person.user().password());
        screen.awaitHeading(person.say("card.title"));
        return person;
    }

    /** A card whose button was pressed 500 times too often, on the way back. */
    private static void goToResync(Screen screen, Product product) {
        Person person = Person.withNumber(screen, product);
        NewCard card = new NewCard(CardStock.newSerial(), CardInHand.COUNTING, "0f".repeat(32), "", 0);
        NewCard ahead = new NewCard(card.serial(), card.suite(), card.key(), "", 500);
        CardStock stock = new CardStock(product);
        stock.give(person.user(), List.of(card));
        stock.simulate(List.of(ahead));
        person.openPortal();
        person.sendPassword(person.user().password());
        screen.awaitHeading(person.say("card.title"));
        String challenge =
                screen.page().locator(".challenge-digits").textContent().replace(" ", "");
        screen.expect("422 POST /api/v1/logins/*");
        person.keyboard()
                .fill(person.say("card.label"), stock.respond(ahead, challenge))
                .press("Enter");
        person.press("refused.open");
        person.press("refused.repair");
        screen.awaitWords(person.say("refused.second-number"));
    }

    private static void give(Person person, int count) {
        List<NewCard> cards = IntStream.range(0, count)
                .mapToObj(card -> new NewCard(CardStock.newSerial(), SUITE, "0f".repeat(32), "4711", 0))
                .toList();
        new CardStock(person.product()).give(person.user(), cards);
    }
}
