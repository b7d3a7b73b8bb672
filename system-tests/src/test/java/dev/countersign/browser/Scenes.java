package dev.countersign.browser;

import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Operator;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every state of every page that people see. */
final class Scenes {

    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final String NOWHERE = "/there-is-no-such-page";

    private static final List<Scene> PORTAL = List.of(
            scene("login", Person::openPortal),
            scene("login-refused", Scenes::refusedLogin),
            scene("login-empty", person -> {
                person.openPortal();
                person.keyboard().press("Enter");
                person.screen().awaitRefusedField(person.say("login.user-name"), person.say("form.missing"));
            }),
            new Scene("login-locked", Scenes::lockedLogin),
            scene("login-offline", Scenes::offlineLogin),
            scene("code", person -> {
                person.goToCode();
                person.screen().awaitWords(person.screen().beginning("message.delivered"));
            }),
            scene("code-wrong", Scenes::wrongCode),
            scene(
                    "code-blocked",
                    person -> during("REJECTED_RECEIPT", person.product(), () -> {
                        person.goToCode();
                        person.awaitDelivery("message.carrier-blocked");
                    })),
            scene("code-other-ways", person -> {
                person.goToCode();
                person.press("message.no-code");
                person.screen().awaitWords(person.say("message.tip-restart"));
            }),
            scene("code-where", person -> {
                person.goToCode();
                person.code(1);
                person.press("undelivered.open");
                person.screen().awaitWords(person.say("undelivered.also"));
            }),
            new Scene("challenge", (screen, product) -> {
                WithPhone person = WithPhone.of(screen, product);
                person.activate();
                person.person().press("form.continue");
                person.person().awaitOverview();
                person.person().logOut();
                person.goToChallenge();
            }),
            new Scene("invitation", (screen, product) -> {
                Person person = Person.invited(screen, product);
                person.goToCode();
                person.sendCode(person.code(1));
                person.screen().awaitHeading(person.say("activation.title"));
            }),
            scene("menu", person -> {
                person.logIn();
                person.screen().wear(Look.PHONE);
                person.keyboard()
                        .tabTo(person.screen().page().locator(".menu-opener"), "the menu")
                        .press("Enter");
            }),
            scene("forgotten", Scenes::forgotten),
            scene("forgotten-new-password", Scenes::toNewPassword),
            new Scene("forgotten-challenge", (screen, product) -> {
                WithPhone person = WithPhone.of(screen, product);
                person.activate();
                person.person().logOut();
                toNewPassword(person.person());
            }),
            scene("overview", person -> {
                person.product().portal().begin(person.user().userName(), "Wrong word 1");
                person.logIn();
            }),
            new Scene("overview-without-factor", (screen, product) -> newcomer(screen, product)),
            scene("overview-not-me", person -> {
                person.product().portal().begin(person.user().userName(), "Wrong word 1");
                person.logIn();
                person.keyboard()
                        .tabTo(
                                person.screen()
                                        .page()
                                        .locator("button[aria-label^='" + person.say("home.not-me") + "']")
                                        .first(),
                                "not me")
                        .press("Enter");
                person.screen().awaitHeading(person.say("disown.title"));
            }),
            scene("numbers", person -> {
                person.logIn();
                person.goTo("menu.numbers", "menu.numbers");
            }),
            scene("numbers-where", person -> {
                person.logIn();
                person.goTo("menu.numbers", "menu.numbers");
                person.keyboard()
                        .tabTo(
                                person.screen()
                                        .page()
                                        .locator("button[aria-label^='" + person.say("undelivered.open") + "']")
                                        .first(),
                                "where is it")
                        .press("Enter");
                person.screen().awaitWords(person.say("undelivered.also"));
            }),
            new Scene("numbers-none", (screen, product) -> {
                Person person = newcomer(screen, product);
                person.goTo("menu.numbers", "menu.numbers");
            }),
            new Scene("number-refused", Scenes::refusedNumber),
            new Scene("number-code", (screen, product) -> numberCode(screen, product)),
            scene("number-remove", person -> {
                person.logIn();
                person.goTo("menu.numbers", "menu.numbers");
                person.keyboard()
                        .tabTo(
                                person.screen()
                                        .page()
                                        .locator("button[aria-label^='" + person.say("number.remove") + "']")
                                        .first(),
                                "remove")
                        .press("Enter");
                person.screen().awaitWords(person.say("number.remove-text"));
            }),
            scene("password", Scenes::password),
            scene("password-refused", person -> {
                password(person);
                person.keyboard().fill(person.say("password.old"), person.user().password());
                person.keyboard().fill(person.say("password.new"), "short").press("Enter");
                person.screen().awaitRefusedField(person.say("password.new"), person.say("password.rules-broken"));
            }),
            scene("confirm-delivered", person -> {
                password(person);
                confirmed(person);
                person.awaitDelivery("message.delivered");
            }),
            scene("confirm-failed", Scenes::failedConfirmation),
            scene("confirm-blocked", Scenes::blockedConfirmation),
            new Scene(
                    "number-code-failed",
                    (screen, product) -> undelivered(product, () -> {
                        Person person = numberCode(screen, product);
                        person.awaitDelivery("number.undelivered");
                    })),
            scene(
                    "forgotten-failed",
                    person -> undelivered(person.product(), () -> {
                        toNewPassword(person);
                        person.awaitDelivery("message.failed");
                    })),
            scene("trading", Scenes::trading),
            scene("trading-code", person -> {
                trading(person);
                person.sendPassword(person.user().password());
                person.awaitCodeScreen();
            }),
            scene("trading-desk", person -> {
                trading(person);
                person.sendPassword(person.user().password());
                person.awaitCodeScreen();
                person.sendCode(person.code(1));
                person.screen()
                        .awaitHeading(
                                person.say("trading.in", "user", person.user().userName()));
            }),
            new Scene("operator-sms-token", (screen, product) -> {
                screen.goTo("/operator/");
                screen.page().locator("#token").waitFor();
            }),
            new Scene("operator-sms", (screen, product) -> {
                TestUser user = product.operator().newUser();
                product.portal().begin(user);
                product.inbox().code(user);
                OperatorScreen.open(screen, product);
                screen.page().locator("tbody").first().waitFor();
            }),
            new Scene("operator-part-away", (screen, product) -> {
                OperatorPageIT.takeAway(screen, "/api/v1/admin/dead-letters");
                OperatorScreen.open(screen, product);
                screen.awaitWords("No new figures");
            }),
            new Scene("operator-pause", (screen, product) -> {
                OperatorScreen.open(screen, product);
                screen.page().getByText("Pause default").focus();
                screen.page().keyboard().press("Enter");
                screen.page().locator("dialog").waitFor();
            }),
            new Scene("not-found", (screen, product) -> {
                screen.expect("404 GET " + NOWHERE);
                screen.goTo(NOWHERE);
            }));

    private static final List<Scene> HELP = List.of(
            new Scene("help", (screen, product) -> help(screen, "")),
            new Scene("help-android", (screen, product) -> {
                help(screen, "#no-notification");
                screen.page().locator("input[value=android]").check();
            }),
            new Scene("help-iphone", (screen, product) -> {
                help(screen, "#new-phone");
                screen.page().locator("input[value=iphone]").check();
            }),
            new Scene("help-unknown", (screen, product) -> help(screen, "#reinstalled")),
            new Scene("help-call", (screen, product) -> help(screen, "#card-refused")));

    static final List<Scene> ALL = Stream.of(
                    PORTAL, FactorScenes.ALL, OrderScenes.ALL, PushScenes.ALL, HELP, PhoneScenes.ALL, MoveScenes.ALL)
            .flatMap(List::stream)
            .toList();

    private Scenes() {}

    /** Those whose whole name matches the setting {@code countersign.scenes}, a regular expression; all of them without it. */
    static List<Scene> chosen() {
        String names = System.getProperty("countersign.scenes", ".*");
        return ALL.stream().filter(scene -> scene.name().matches(names)).toList();
    }

    /** What a user with a verified number does. */
    private interface Steps {
        void take(Person person);
    }

    private static Scene scene(String name, Steps steps) {
        return new Scene(name, (screen, product) -> steps.take(Person.withNumber(screen, product)));
    }

    private static void refusedLogin(Person person) {
        person.screen().expect("401 POST /api/v1/logins");
        person.openPortal();
        person.sendPassword("Wrong word 1");
        person.screen().awaitRefusedField(person.say("login.password"), person.say("login.bad-credentials"));
    }

    private static void lockedLogin(Screen screen, Product product) {
        Person person = new Person(screen, product, product.operator().newLockedUser());
        screen.expect("403 POST /api/v1/logins");
        person.openPortal();
        person.sendPassword(person.user().password());
        screen.awaitTrouble(person.say("login.locked-for-now"));
    }

    private static void offlineLogin(Person person) {
        person.openPortal();
        person.screen().goOffline();
        person.sendPassword(person.user().password());
        person.screen().awaitTrouble(person.say("connection.try-again"));
    }

    private static void wrongCode(Person person) {
        person.screen().expect("422 POST /api/v1/logins/*/answer");
        person.goToCode();
        person.sendCode(person.wrongCode());
        person.screen().page().locator("input.code[aria-invalid]").waitFor();
    }

    private static void forgotten(Person person) {
        person.openPortal();
        person.keyboard().activate(AriaRole.LINK, person.say("login.forgotten"));
        person.screen().awaitHeading(person.say("reset.title"));
    }

    private static Person newcomer(Screen screen, Product product) {
        Person person = Person.withoutNumber(screen, product);
        person.logInWithoutCode();
        return person;
    }

    private static void refusedNumber(Screen screen, Product product) {
        Person person = newcomer(screen, product);
        screen.expect("422 POST /api/v1/me/numbers");
        person.goTo("menu.numbers", "menu.numbers");
        person.keyboard().fill(person.say("number.label"), "12").press("Enter");
        screen.awaitRefusedField(person.say("number.label"), person.say("number.not-mobile"));
    }

    private static Person numberCode(Screen screen, Product product) {
        Person person = newcomer(screen, product);
        TestUser number = Operator.invent();
        person.goTo("menu.numbers", "menu.numbers");
        person.keyboard().fill(person.say("number.label"), number.number()).press("Enter");
        screen.awaitFocus(screen.field(person.say("number.code")));
        return person;
    }

    private static void toNewPassword(Person person) {
        forgotten(person);
        person.keyboard().fill(person.say("login.user-name"), person.user().userName());
        person.keyboard()
                .fill(person.say("reset.code"), person.product().operator().newResetCode(person.user()))
                .press("Enter");
        person.screen().awaitHeading(person.say("reset.new-title"));
    }

    /** From the view of the password to the dialog that asks for the code of an SMS. */
    private static void confirmed(Person person) {
        person.product().time().advance(PAUSE);
        person.screen().advance(PAUSE);
        person.keyboard().fill(person.say("password.old"), person.user().password());
        person.keyboard().fill(person.say("password.new"), "Another word 7").press("Enter");
        person.screen().awaitHeading(person.say("confirm.title"));
    }

    private static void failedConfirmation(Person person) {
        password(person);
        undelivered(person.product(), () -> {
            confirmed(person);
            person.awaitDelivery("message.failed");
        });
        person.press("undelivered.open");
        person.screen().page().locator("dialog .ways .notice").waitFor();
    }

    private static void blockedConfirmation(Person person) {
        password(person);
        person.screen().expect("409 POST /api/v1/me/confirmations");
        during("REJECTED_RECEIPT", person.product(), () -> {
            confirmed(person);
            person.awaitDelivery("message.carrier-blocked");
        });
        person.product().time().advance(PAUSE);
        person.screen().advance(PAUSE);
        person.sendAgain();
        person.screen().awaitTrouble(person.say("message.carrier-blocked"));
    }

    /** Does something while no message arrives. */
    private static void undelivered(Product product, Runnable steps) {
        during("NEGATIVE_RECEIPT", product, steps);
    }

    /** Does something while the carrier has a fault. */
    static void during(String fault, Product product, Runnable steps) {
        product.inbox().fault(fault);
        try {
            steps.run();
        } finally {
            product.inbox().fault("NONE");
        }
    }

    private static void password(Person person) {
        person.logIn();
        person.goTo("menu.password", "password.title");
    }

    private static void help(Screen screen, String fragment) {
        screen.goTo(HelpIT.ADDRESS + fragment);
        screen.page().locator("main h1").waitFor();
    }

    private static void trading(Person person) {
        person.screen().goTo("/trading/");
        person.screen().awaitHeading(person.say("trading.title"));
    }
}
