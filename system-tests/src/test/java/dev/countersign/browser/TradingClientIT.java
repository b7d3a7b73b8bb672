package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Product;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demonstration trading client, by keyboard alone: each client logs in with the words of its own screens. */
@Tag("full")
@InBrowser
class TradingClientIT {

    private final Screens screens;
    private final Product product;

    TradingClientIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    private Person person() {
        return open(Person.withNumber(screens.open(Look.DESKTOP), product));
    }

    private static Person open(Person person) {
        person.screen().goTo("/trading/");
        person.screen().awaitHeading(person.say("trading.title"));
        return person;
    }

    private static void awaitDesk(Person person) {
        person.screen()
                .awaitHeading(person.say("trading.in", "user", person.user().userName()));
    }

    @ParameterizedTest
    @CsvSource({
        "workstation-stable, trading.ok, trading.request-new-security-code",
        "workstation-latest, trading.ok, trading.request-new-security-code",
        "workstation-beta, trading.ok, trading.request-new-security-code",
        "web-trader, login.button, message.no-code",
        "ios, trading.send, trading.request-new-code",
        "android, trading.log-in, trading.request-new-security-code",
    })
    void everyClientLogsIn(String client, String confirm, String resend) {
        Person person = person();

        person.keyboard().choose(person.say("trading.client"), client);
        person.sendPassword(person.user().password());
        person.awaitCodeScreen();
        PlaywrightAssertions.assertThat(person.screen().find(AriaRole.BUTTON, person.say(resend)))
                .isVisible();
        person.keyboard().type(person.code(1));
        person.press(confirm);

        awaitDesk(person);
    }

    @Test
    void theTokenIsRenewedAndGivenBack() {
        Person person = person();
        person.sendPassword(person.user().password());
        person.awaitCodeScreen();
        person.sendCode(person.code(1));
        awaitDesk(person);

        person.press("trading.renew");
        person.screen().awaitAnnouncement(person.say("trading.renewed"));
        person.press("menu.log-out");

        person.screen().awaitWords(person.say("session.logged-out"));
    }

    @Test
    void itKeepsNothingInTheBrowser() {
        Person person = person();
        person.sendPassword(person.user().password());
        person.awaitCodeScreen();
        person.sendCode(person.code(1));
        awaitDesk(person);

        assertThat(person.screen().page().context().cookies()).noneMatch(cookie -> cookie.name.contains("session"));
        assertThat(person.screen().page().evaluate("() => sessionStorage.length + localStorage.length"))
                .isEqualTo(0);
    }

    @Test
    void aUserWithoutAFactorIsSentToThePortal() {
        Person person = open(Person.withoutNumber(screens.open(Look.DESKTOP), product));
        person.screen().expect("403 POST /api/v1/logins");

        person.sendPassword(person.user().password());
        person.screen().awaitTrouble(person.say("login.portal-only"));
        person.keyboard().activate(AriaRole.LINK, person.say("trading.to-portal"));

        person.screen().awaitHeading(person.say("login.title"));
    }

    @Test
    void aWrongPasswordAndAWrongCodeAreToldAtTheirFields() {
        Person person = person();
        person.screen().expect("401 POST /api/v1/logins");
        person.screen().expect("422 POST /api/v1/logins/*/answer");

        person.sendPassword("Wrong word 1");
        person.screen().awaitRefusedField(person.say("login.password"), person.say("login.bad-credentials"));
        person.sendPassword(person.user().password());
        person.awaitCodeScreen();
        person.sendCode(person.wrongCode());

        person.screen().awaitRefusedField(person.say("code.label"), "Wrong code. 4 tries left.");
    }

    @Test
    void anotherLanguageGoesOnAtTheCodeAndACancelledLoginLeadsBack() {
        Person person = person();
        person.sendPassword(person.user().password());
        person.awaitCodeScreen();
        person.keyboard().choose(person.say("language.label"), "de");
        Person german = person.at(person.screen().reading(screens.texts("de")));
        german.screen().awaitHeading(german.say("login.code-title"));
        german.keyboard().choose(german.say("language.label"), "en");
        person.screen().awaitHeading(person.say("login.code-title"));

        person.press("form.cancel");

        person.screen().awaitHeading(person.say("trading.title"));
    }
}
