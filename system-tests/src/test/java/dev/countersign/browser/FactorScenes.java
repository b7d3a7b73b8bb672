package dev.countersign.browser;

import dev.countersign.blackbox.CardStock;
import dev.countersign.blackbox.CardStock.NewCard;
import dev.countersign.blackbox.Product;
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
                screen.page().locator(".row button").first().press("Enter");
                screen.awaitHeading(person.say("card.pin"));
            }),
            new Scene("factors-key", FactorScenes::goToKey),
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
            new Scene("login-card", (screen, product) -> goToCard(screen, product, 1)),
            new Scene("login-choose", (screen, product) -> {
                goToCard(screen, product, 2).press("factor.other");
                screen.awaitWords(screen.say("factor.card"));
            }));

    private FactorScenes() {}

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

    private static Person goToCard(Screen screen, Product product, int cards) {
        Person person = Person.withNumber(screen, product);
        give(person, cards);
        person.openPortal();
        person.sendPassword(person.user().password());
        screen.awaitHeading(person.say("card.title"));
        return person;
    }

    private static void give(Person person, int count) {
        List<NewCard> cards = IntStream.range(0, count)
                .mapToObj(card -> new NewCard(CardStock.newSerial(), SUITE, "0f".repeat(32), "4711", 0))
                .toList();
        new CardStock(person.product()).give(person.user(), cards);
    }
}
