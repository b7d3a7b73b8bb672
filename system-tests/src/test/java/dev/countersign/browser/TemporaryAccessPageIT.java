package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.CardStock;
import dev.countersign.blackbox.CardStock.NewCard;
import dev.countersign.blackbox.Handset;
import dev.countersign.blackbox.PlasticGrid;
import dev.countersign.blackbox.PrintedGrid;
import dev.countersign.blackbox.Product;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From the telephone to a login of one's own, by keyboard alone: a passcode, a card that is printed, two of its cells. */
@InBrowser
class TemporaryAccessPageIT {

    private final Screens screens;
    private final Product product;

    TemporaryAccessPageIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    /** Also a second one, where the first phone that looked at the code was not taken. */
    @Test
    void whoLostHisPhoneMakesAnotherOneHisAuthenticator() {
        Person person = Person.withNumber(screens.open(Look.DESKTOP), product);
        assertThat(Handset.near(product)
                        .activate(PortalActivation.begin(product, person.user()).code())
                        .value())
                .isPresent();
        Temporary user = new Temporary(person, product.operator().newPasscode(person.user()));
        user.goToPasscode().sendPasscode(user.passcode());
        person.awaitOverview();
        person.screen().goTo("/#authenticator");
        person.screen().awaitHeading(person.say("menu.authenticator"));

        person.press("temp.replace");
        person.keyboard()
                .tabTo(
                        person.screen()
                                .page()
                                .locator("dialog")
                                .getByRole(
                                        AriaRole.BUTTON,
                                        new Locator.GetByRoleOptions().setName(person.say("temp.replace"))),
                        "yes")
                .press("Enter");
        person.screen().awaitHeading(person.say("activation.title"));
        Locator code = person.screen().page().locator(".typed-code");
        String burnt = code.textContent();
        person.press("activation.new-code");
        PlaywrightAssertions.assertThat(code).not().hasText(burnt);

        Handset next = Handset.near(product);
        assertThat(next.activate(code.textContent()).value()).isPresent();
        person.screen().awaitWords(person.say("activation.active", "device", Handset.MODEL));
    }

    @Test
    void whoMustMakeAPhoneHisAuthenticatorMayOrderACardBefore() {
        Person person = Person.invited(screens.open(Look.DESKTOP), product, "DK", "2");
        Temporary user = new Temporary(person, product.operator().newPasscode(person.user()));
        user.goToPasscode().sendPasscode(user.passcode());
        person.screen().awaitHeading(person.say("activation.title"));

        person.goTo("menu.factors", "menu.factors");
        person.goTo("menu.home", "activation.title");
    }

    /** The browser may look at the file for a while yet. */
    private static void save(Screen screen) {
        screen.page().evaluate("() => { globalThis.revoked = 0; URL.revokeObjectURL = () => { revoked += 1; }; }");

        screen.page().waitForDownload(() -> screen.keyboard().activate(AriaRole.BUTTON, screen.say("grid.download")));

        assertThat(screen.page().evaluate("() => revoked")).isEqualTo(0);
        screen.advance(Duration.ofMinutes(1));
        screen.page().waitForFunction("() => revoked === 1");
    }

    @Test
    void aPasscodeFetchesACardAndTheCardOpensTheNextLogin() {
        Temporary user = Temporary.of(screens.open(Look.PHONE), product);
        Person person = user.person();
        PlasticGrid.ship(product, person.user());
        NewCard sent = new NewCard(CardStock.newSerial(), CardInHand.COUNTING, "0f".repeat(32), "", 0);
        new CardStock(product).give(person.user(), List.of(sent));
        user.goToPasscode();
        person.screen().awaitFocus(person.screen().field(person.say("factor.temporary")));
        person.screen().expect("422 POST /api/v1/logins/*");
        user.sendPasscode("AAAA-AAAA-AAAA");
        person.screen().awaitRefusedField(person.say("factor.temporary"), "This passcode is not right.");
        user.sendPasscode(user.passcode());
        person.awaitOverview();

        person.goTo("menu.factors", "menu.factors");
        person.screen().awaitWords(person.say("temp.factors"));
        person.screen().awaitWords(sent.serial());
        PlaywrightAssertions.assertThat(
                        person.screen().find(AriaRole.BUTTON, person.say("card.activate") + ": " + sent.serial()))
                .not()
                .isVisible();
        PlaywrightAssertions.assertThat(person.screen().find(AriaRole.HEADING, person.say("plastic.title")))
                .not()
                .isVisible();
        person.goTo("menu.password", "password.title");
        person.screen().awaitWords(person.say("temp.not-permitted"));
        PrintedGrid card = user.fetch();
        save(person.screen());
        person.screen().expect("422 POST /api/v1/me/grid-card/*/activation");
        user.sendCells("AAAAAA");
        person.screen().awaitRefusedField(person.say("grid.label"), person.say("grid.code-wrong"));
        person.screen().loseFirstAnswer("POST", "/api/v1/me/grid-card/*/activation");
        person.screen().expect("404 POST /api/v1/me/grid-card/*/activation");
        user.sendCells(card.read(user.cells().textContent()));
        person.screen().awaitTrouble(person.say("connection.try-again"));
        user.activate(card);
        person.logOut();

        user.goToGrid();
        String first = user.cells().textContent();
        person.screen().expect("422 POST /api/v1/logins/*");
        user.sendCells("AAAAAA");
        person.screen().awaitRefusedField(person.say("grid.label"), "Here are two others.");
        PlaywrightAssertions.assertThat(user.cells()).not().hasText(first);
        user.sendCells(card.read(user.cells().textContent()));
        person.awaitOverview();
    }
}
