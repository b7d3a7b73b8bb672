package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The authenticator asks its user whether it is him who logs in, and tells the server. */
@InBrowser
class ApprovalAppIT {

    private static final String REFUSED = "422 POST /api/v1/device/installations/*/requests/*/decision";
    private static final String EVENTS = "**/requests/events";
    private static final Duration LIFE = Duration.ofMinutes(3);

    private final Screens screens;
    private final Product product;

    ApprovalAppIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    private TestUser user() {
        return PushedLogin.user(product, false);
    }

    /** A phone with the user on it, which listens. */
    private Phone phone(TestUser user) {
        return new Phone(screens.open(Look.PHONE))
                .activate(PortalActivation.begin(product, user), user.userName())
                .listen();
    }

    private static Locator pin(Phone phone) {
        return phone.screen().field(phone.say("app.pin-label"));
    }

    private static Locator button(Phone phone, String key) {
        return phone.screen().find(AriaRole.BUTTON, phone.say(key));
    }

    @Test
    void aRequestComesOnTopSaysWhoWithWhatAndFromWhereAndIsApprovedByThePin() {
        TestUser user = user();
        Phone phone = phone(user);

        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());

        PlaywrightAssertions.assertThat(phone.screen().page().locator(".asked")).containsText("966");
        phone.screen().awaitFocus(phone.screen().page().locator("h1"));
        phone.screen().assertAccessible();
        phone.approve(Phone.PIN);
        phone.screen().awaitHeading(phone.say("app.approved"));
        assertThat(login.state()).isEqualTo("AUTHENTICATED");
        phone.screen().assertAccessible();
        phone.press("app.to-start");
        phone.screen().awaitHeading(phone.say("app.authenticate"));
    }

    @Test
    void theAppAsksForItselfWhereThereIsNoPlaceForItsStreamAndOnlyThere() {
        TestUser user = user();
        Phone phone =
                new Phone(screens.open(Look.PHONE)).activate(PortalActivation.begin(product, user), user.userName());
        List<String> asked = new ArrayList<>();
        phone.screen().page().onRequest(request -> asked.add(request.url().replaceAll(".*/", "")));
        phone.screen().page().route(EVENTS, ApprovalAppIT::noPlace);
        phone.screen().page().route(EVENTS, Route::abort, new Page.RouteOptions().setTimes(2));
        phone.screen().expect("failed: GET /api/v1/device/installations/*/requests/events *");
        phone.screen().expect("503 GET /api/v1/device/installations/*/requests/events");

        phone.screen().page().waitForRequest("**/requests", phone::open);

        assertThat(asked.stream().filter(Set.of("events", "requests")::contains).toList())
                .startsWith("events", "events", "events", "requests");
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());
    }

    private static void noPlace(Route route) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(503)
                .setContentType("application/problem+json")
                .setBody("{\"code\": \"BUSY\"}"));
    }

    @Test
    void aDenialTakesNoPinAndAdvises() {
        TestUser user = user();
        Phone phone = phone(user);
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());

        phone.press("app.deny");

        phone.screen().awaitHeading(phone.say("app.denied"));
        assertThat(login.state()).isEqualTo("DENIED");
        PlaywrightAssertions.assertThat(phone.screen().find(AriaRole.LINK, phone.say("app.denied-link")))
                .hasAttribute("href", "/#password");
        phone.screen().assertAccessible();
    }

    @Test
    void theLockOfThePhoneApprovesWithoutAPin() {
        TestUser user = user();
        Phone phone = new Phone(screens.open(Look.PHONE));
        phone.hasLock(true);
        phone.open().typeCode(PortalActivation.begin(product, user).code());
        phone.press("app.unlock-device");
        phone.awaitActive(user.userName());
        phone.listen();
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());
        PlaywrightAssertions.assertThat(pin(phone)).hasCount(0);

        phone.press("app.approve");

        phone.screen().awaitHeading(phone.say("app.approved"));
        assertThat(login.state()).isEqualTo("AUTHENTICATED");
    }

    @Test
    void theLockOfThePhoneIsNotAskedForADenial() {
        TestUser user = user();
        Phone phone = new Phone(screens.open(Look.PHONE));
        phone.hasLock(true);
        phone.open().typeCode(PortalActivation.begin(product, user).code());
        phone.press("app.unlock-device");
        phone.awaitActive(user.userName());
        phone.listen();
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());

        phone.press("app.deny");

        phone.screen().awaitHeading(phone.say("app.denied"));
        assertThat(login.state()).isEqualTo("DENIED");
    }

    @Test
    void aWrongNumberIsToldAtItsFieldAndTheRightOneApproves() {
        TestUser user = PushedLogin.user(product, true);
        Phone phone = phone(user);
        phone.screen().expect(REFUSED);
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());
        Locator number = phone.screen().field(phone.say("app.number"));

        number.fill(login.otherNumber());
        phone.approve(Phone.PIN);
        phone.screen().awaitRefusedField(phone.say("app.number"), "2 tries left.");
        PlaywrightAssertions.assertThat(number).hasValue("");
        number.fill(" " + login.number());
        phone.press("app.approve");

        phone.screen().awaitHeading(phone.say("app.approved"));
        assertThat(login.state()).isEqualTo("AUTHENTICATED");
    }

    @Test
    void threeWrongNumbersEndTheLogin() {
        TestUser user = PushedLogin.user(product, true);
        Phone phone = phone(user);
        phone.screen().expect(REFUSED);
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());
        pin(phone).fill(Phone.PIN);

        for (String left : new String[] {"2 tries left.", "1 try left."}) {
            phone.screen().field(phone.say("app.number")).fill(login.otherNumber());
            phone.press("app.approve");
            phone.screen().awaitRefusedField(phone.say("app.number"), left);
        }
        phone.screen().field(phone.say("app.number")).fill(login.otherNumber());
        phone.press("app.approve");

        phone.screen().awaitWords(phone.say("app.request-no-tries"));
        assertThat(login.state()).isEqualTo("FAILED");
    }

    @Test
    void aWrongPinIsToldItsFieldIsEmptiedAndTheRequestStays() {
        TestUser user = user();
        Phone phone = phone(user);
        phone.screen().expect(REFUSED);
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());

        phone.approve("9f%44");
        phone.screen().awaitRefusedField(phone.say("app.pin-label"), "tries left.");
        PlaywrightAssertions.assertThat(pin(phone)).hasValue("");
        assertThat(login.state()).isEqualTo("FACTOR_PENDING");
        phone.approve(Phone.PIN);

        phone.screen().awaitHeading(phone.say("app.approved"));
    }

    @Test
    void ofTwoUsersOnOnePhoneEachRequestNamesItsOwnAndSeveralAreAList() {
        TestUser first = user();
        TestUser second = user();
        Phone phone = phone(first);
        phone.press("app.add-user");
        phone.typeCode(PortalActivation.begin(product, second).code());
        phone.typePin(Phone.PIN);
        phone.awaitActive(second.userName());
        phone.listen();

        PushedLogin older = PushedLogin.begin(product, first);
        phone.awaitRequest(first.userName(), older.place());
        phone.screen().page().goBack();
        phone.screen().awaitWords(phone.say("app.request-look"));
        PushedLogin newer = PushedLogin.begin(product, second);
        phone.screen().awaitHeading(phone.say("app.request-list"));
        phone.screen().assertAccessible();
        PlaywrightAssertions.assertThat(phone.screen().page().locator(".row .what"))
                .hasText(new String[] {second.userName(), first.userName()});
        phone.screen().page().locator(".row button").first().click();
        phone.awaitRequest(second.userName(), newer.place());
        phone.approve(Phone.PIN);
        phone.screen().awaitHeading(phone.say("app.approved"));
        phone.press("app.request-next");
        phone.awaitRequest(first.userName(), older.place());
        phone.press("app.deny");
        phone.screen().awaitHeading(phone.say("app.denied"));

        assertThat(newer.state()).isEqualTo("AUTHENTICATED");
        assertThat(older.state()).isEqualTo("DENIED");
    }

    @Test
    void whoTypesForSomethingElseIsNotInterrupted() {
        TestUser user = user();
        Phone phone = phone(user);
        pin(phone).fill("7a");

        PushedLogin login = PushedLogin.begin(product, user);
        phone.screen().awaitWords(phone.say("app.request-look"));

        PlaywrightAssertions.assertThat(pin(phone)).hasValue("7a");
        phone.press("app.request-look");
        phone.awaitRequest(user.userName(), login.place());
    }

    @Test
    @Tag("full")
    void aRequestThatExpiresBeforeItsUsersEyesSaysSo() {
        TestUser user = user();
        Phone phone = phone(user);
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());

        phone.screen().advance(LIFE);

        phone.screen().awaitWords(phone.say("app.request-expired"));
        PlaywrightAssertions.assertThat(button(phone, "app.approve")).hasCount(0);
        phone.screen().assertAccessible();
    }

    @Test
    void aLoginThatIsCancelledElsewhereLeavesTheScreen() {
        TestUser user = user();
        Phone phone = phone(user);
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());

        login.cancel();

        phone.screen().awaitWords(phone.say("app.request-over"));
        PlaywrightAssertions.assertThat(button(phone, "app.approve")).hasCount(0);
    }

    @Test
    void aNewerRequestDoesNotSlipUnderTheThumb() {
        TestUser user = user();
        Phone phone = phone(user);
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());

        login.again();

        phone.screen().awaitWords(phone.say("app.request-over"));
        phone.press("app.request-next");
        phone.awaitRequest(user.userName(), login.place());
        phone.approve(Phone.PIN);
        phone.screen().awaitHeading(phone.say("app.approved"));
    }

    @Test
    void withoutANetworkTheRequestStaysAndIsApprovedAfterwards() {
        TestUser user = user();
        Phone phone = phone(user);
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());

        phone.awaitKept();
        phone.screen().goOffline();
        phone.approve(Phone.PIN);
        phone.screen().awaitTrouble(phone.say("app.unanswered"));
        phone.screen().goOnline();
        phone.press("app.approve");

        phone.screen().awaitHeading(phone.say("app.approved"));
        assertThat(login.state()).isEqualTo("AUTHENTICATED");
    }
}
