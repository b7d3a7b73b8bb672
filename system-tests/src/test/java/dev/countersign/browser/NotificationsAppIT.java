package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Response;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Notifications of the authenticator: how they are turned on, what they show, where they lead, and whether they come. */
@WholeBrowser
@InBrowser
class NotificationsAppIT {

    /** A browser of the tests has no push service behind it: what one would answer. */
    private static final String PUSH_SERVICE = """
            (() => {
              let subscription = null;
              PushManager.prototype.getSubscription = async () => subscription;
              PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
                globalThis.subscribed = (globalThis.subscribed ?? 0) + 1;
                const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
                const text = (octets) => btoa(String.fromCharCode(...new Uint8Array(octets)))
                  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
                const keys = { p256dh: text(await crypto.subtle.exportKey('raw', publicKey)), auth: text(new Uint8Array(16)) };
                const endpoint = `https://push.example.net/${globalThis.subscribed}`;
                subscription = { options: { applicationServerKey }, toJSON: () => ({ endpoint, keys }), unsubscribe: async () => { subscription = null; } };
                return subscription;
              };
            })()
            """;

    private static final String TEST_PATH = "/push/test";

    private final Screens screens;
    private final Product product;

    NotificationsAppIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    private TestUser user() {
        return PushedLogin.user(product, false);
    }

    private Phone phone(TestUser user) {
        Screen screen = screens.open(Look.PHONE);
        screen.page().addInitScript(PUSH_SERVICE);
        screen.page().context().grantPermissions(List.of("notifications"));
        return new Phone(screen).activate(PortalActivation.begin(product, user), user.userName());
    }

    private static String payload(String id, String title, String tag) {
        return "{\"id\": \"" + id + "\", \"kind\": \"LOGIN\", \"title\": \"" + title
                + "\", \"body\": \"Tap\", \"tag\": \"" + tag + "\"}";
    }

    private static JsonNode json(Response answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    /** To the view of notifications, with them turned on. */
    private static void turnOn(Phone phone) {
        phone.press("app.notify-title");
        phone.screen().awaitHeading(phone.say("app.notify-title"));
        phone.press("app.notify-allow");
        phone.screen().awaitWords(phone.say("app.notify-reached"));
    }

    @Test
    void whoWasNotAskedYetIsToldWhatTheyAreGoodFor() {
        TestUser user = user();

        Phone phone = new Phone(screens.open(Look.PHONE)).open();
        phone.typeCode(PortalActivation.begin(product, user).code());
        phone.choosePin(Phone.PIN);
        phone.awaitActive(user.userName());

        phone.screen().awaitWords(phone.say("app.notify-why"));
    }

    /** Of the long series: in some browsers no word of the worker reaches the page after the tap, and why is not known. */
    @Test
    @Tag("full")
    void aPushIsShownANewerOneOfTheLoginTakesItsPlaceAndATapLeadsToTheRequest() {
        TestUser user = user();
        Phone phone = phone(user).listen();
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());
        String id = phone.waitingId();
        phone.screen().page().goBack();

        // The server knows nothing of the older one, of which the worker says that it came.
        phone.screen().expect("404 POST /api/v1/device/installations/*/requests/*/received");
        phone.receive(payload(UUID.randomUUID().toString(), "Older", "a"), "Older|Tap");
        phone.screen().page().waitForCondition(() -> {
            phone.receive(payload(id, "Newer", "a"), "Newer|Tap");
            return phone.tap();
        });

        phone.awaitRequest(user.userName(), login.place());
        phone.awaitNoNotification();
    }

    @Test
    void theAddressOfATappedNotificationLeadsToTheRequestAndLeavesTheAddress() {
        TestUser user = user();
        Phone phone = phone(user).listen();
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());
        String id = phone.waitingId();

        phone.screen().goTo("/icon.svg");
        phone.screen().goTo(Phone.ADDRESS + "#request=" + id);

        phone.awaitRequest(user.userName(), login.place());
        assertThat(phone.screen().page().url()).endsWith(Phone.ADDRESS);
        phone.approve(Phone.PIN);
        phone.screen().awaitHeading(phone.say("app.approved"));
    }

    @Test
    void aTapThatComesTooLateIsToldSo() {
        Phone phone = phone(user());

        phone.screen().goTo("/icon.svg");
        phone.screen().goTo(Phone.ADDRESS + "#request=" + UUID.randomUUID());

        phone.screen().awaitWords(phone.say("app.request-over"));
    }

    @Test
    void theyAreTurnedOnTestedAndTurnedOff() throws IOException {
        Phone phone = phone(user());
        turnOn(phone);
        phone.screen().assertAccessible();

        Response asked = phone.screen()
                .page()
                .waitForResponse(
                        answer -> answer.url().endsWith(TEST_PATH)
                                && answer.request().method().equals("POST"),
                        () -> phone.press("app.notify-test"));
        String id = json(asked).path("id").asText();
        phone.screen().awaitWords(phone.say("app.notify-test-sent"));
        phone.receive("{\"id\": \"" + id + "\", \"kind\": \"TEST\", \"title\": \"Test\", \"body\": \"\"}", "Test|");
        phone.screen()
                .page()
                .waitForResponse(answer -> answer.url().endsWith(TEST_PATH + "/" + id + "/opened"), phone::tap);
        phone.screen().awaitWords(phone.say("app.notify-test-good"));

        Response health = phone.screen()
                .page()
                .waitForResponse(
                        answer -> answer.url().endsWith(TEST_PATH),
                        () -> phone.screen().page().goBack());
        assertThat(json(health).path("test").path("openedAt").asText()).isNotEmpty();
        phone.press("app.notify-turn-off");
        phone.screen().awaitWords(phone.say("app.notify-unreached"));
        phone.screen().awaitWords(phone.say("app.notify-fallback"));
    }

    @Test
    void whoGetsNoneIsToldWhyByWhatTheServerKnowsAndByATest() throws IOException {
        TestUser user = user();
        Phone phone = phone(user);
        phone.press("app.notify-title");
        phone.screen().awaitHeading(phone.say("app.notify-title"));
        phone.press("diagnosis.why");
        phone.screen().awaitWords(phone.say("missing.now"));
        phone.screen().awaitWords(phone.screen().beginning("missing.token-dead"));
        // The address that the server asks for is told when the user allows it, and a test follows by itself.
        phone.press("app.notify-allow");
        phone.screen().awaitWords(phone.say("app.notify-reached"));
        Response known = phone.screen()
                .page()
                .waitForResponse(
                        answer -> answer.url().endsWith("/diagnosis/notifications"),
                        () -> phone.press("diagnosis.why"));
        assertThat(json(known).path("test").has("until")).isTrue();
        phone.screen().assertAccessible();

        screens.advance(Duration.ofSeconds(35));

        phone.screen().awaitWords(phone.say("missing.ask-focus"));
        phone.press("missing.yes");
        phone.screen().awaitWords(phone.say("app.notify-focus"));
    }

    @Test
    void enoughTestsAreToldAndWhenTheNextOneMayBe() {
        Phone phone = phone(user());
        phone.screen().expect("429 POST /api/v1/device/installations/*/push/test");
        turnOn(phone);

        for (int i = 0; i < 4; i++) {
            phone.screen()
                    .page()
                    .waitForResponse(
                            answer -> answer.url().endsWith(TEST_PATH)
                                    && answer.request().method().equals("POST"),
                            () -> phone.press("app.notify-test"));
        }

        phone.screen().awaitTrouble(phone.screen().beginning("app.notify-test-limit"));
    }

    @Test
    void aTestThatDoesNotComeIsToldWithAdvice() {
        Phone phone = phone(user());
        turnOn(phone);
        phone.press("app.notify-test");
        phone.screen().awaitWords(phone.say("app.notify-test-sent"));

        screens.advance(Duration.ofSeconds(31));

        phone.screen().awaitWords(phone.say("app.notify-test-late"));
        phone.screen().awaitWords(phone.say("app.notify-desktop"));
    }

    @Test
    void theServerAsksForANewAddressAndGetsOne() {
        TestUser user = user();
        Phone phone = phone(user);
        turnOn(phone);
        phone.press("app.to-start");
        PushedLogin login = PushedLogin.begin(product, user, "PORTAL");
        phone.awaitRequest(user.userName(), login.place());
        phone.screen().page().goBack();
        String response = phone.respond(login.challenge(), Phone.PIN);

        phone.screen()
                .page()
                .waitForResponse(
                        answer -> answer.url().endsWith("/push")
                                && answer.request().method().equals("PUT"),
                        () -> assertThat(login.answer(response)).isEqualTo("AUTHENTICATED"));

        assertThat(phone.screen().page().evaluate("subscribed")).isEqualTo(2);
    }

    /** Each tab and each word of the stream asks for one; the browser takes an address back that another tab has just told. */
    @Test
    void severalThatAreAskedForANewAddressBringOne() {
        Phone phone = phone(user());
        turnOn(phone);

        Object known = phone.screen().page().evaluate("""
                async () => {
                  const { Store } = await import('/authenticator/store.js');
                  const store = await Store.open();
                  const [one, other] = await Promise.all(
                    [import('/authenticator/notifications.js?one'), import('/authenticator/notifications.js?other')]);
                  await Promise.all([one.keepUp(store, true), one.keepUp(store, true), other.keepUp(store, true)]);
                  const subscription = await PushManager.prototype.getSubscription();
                  return [(await store.installation()).endpoint, subscription.toJSON().endpoint];
                }
                """);

        assertThat(phone.screen().page().evaluate("subscribed")).isEqualTo(2);
        assertThat(known).isEqualTo(List.of("https://push.example.net/2", "https://push.example.net/2"));
    }

    /** The person, or the browser, has cleared what the app kept; a push that was under way comes all the same. */
    @Test
    void aPushThatFindsNothingOfTheAppLeavesNothingBehind() {
        Phone phone = phone(user());
        // The browser's own view of a picture brings styles along.
        phone.screen().expect("console: Applying inline style violates *");
        phone.screen().goTo(Phone.ADDRESS + "icons/192.png");
        phone.screen().page().evaluate("""
                () => new Promise((resolve, reject) => {
                  const deletion = indexedDB.deleteDatabase('countersign-authenticator');
                  deletion.onsuccess = () => resolve();
                  deletion.onerror = () => reject(deletion.error);
                })
                """);

        phone.receive(payload(UUID.randomUUID().toString(), "Late", "a"), "Late|Tap");

        phone.open();
        phone.screen().awaitHeading(phone.say("app.first-title"));
    }
}
