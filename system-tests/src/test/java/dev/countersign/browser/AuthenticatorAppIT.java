package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import dev.countersign.blackbox.Portal;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The authenticator as an app of the browser: how it comes to its users, and what it answers for them. */
@InBrowser
class AuthenticatorAppIT {

    private static final String OFFER = "POST /api/v1/device/activations";
    private static final String REDEMPTION = "POST /api/v1/device/activations/*/redemption";
    private static final String WRONG = "422 " + REDEMPTION;

    private static final String EVERYTHING_KEPT = """
            () => new Promise((resolve) => {
              const opening = indexedDB.open('countersign-authenticator');
              opening.onsuccess = () => {
                const all = [];
                const stores = [...opening.result.objectStoreNames];
                const transaction = opening.result.transaction(stores);
                stores.forEach((name) => {
                  transaction.objectStore(name).getAll().onsuccess = (event) => all.push(...event.target.result);
                });
                transaction.oncomplete = () => resolve({
                  text: JSON.stringify([all, { ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]),
                  keys: all.flatMap((record) => Object.values(record)).filter((value) => value instanceof CryptoKey)
                    .map(({ extractable, usages }) => `${extractable} ${usages}`),
                });
              };
            })
            """;

    /** The texts as if the app had been kept long ago. */
    private static final String TEXTS_OF_LONG_AGO = """
            async () => {
              const cache = await caches.open((await caches.keys())[0]);
              const { headers, body } = await cache.match('/api/v1/texts/en');
              const old = new Headers(headers);
              old.set('Date', 'Mon, 01 Jan 2024 00:00:00 GMT');
              await cache.put('/api/v1/texts/en', new Response(body, { headers: old }));
            }
            """;

    /** The worker's script in a page, which has its caches. */
    private static final String AS_A_PAGE = "const self = { addEventListener() {} };\n";

    private static final String KEEP = """
            return keep().then(() => caches.open(CACHE)).then((cache) => cache.keys())
              .then((kept) => (kept.length === FILES.length ? 'kept' : 'not all'), ({ message }) => message);
            """;

    /** By how much the app's idea of the server's clock is wrong, after another answer of it, in milliseconds. */
    private static final String ERROR_OF_THE_CLOCK = """
            async () => {
              const { call, serverNow } = await import('/shared/api.js');
              await call('GET', '/settings');
              return serverNow() - Date.now() - serverIsAhead;
            }
            """;

    /** A camera that its person allows later, and sees the code of something else. */
    private static final String CAMERA = """
            navigator.mediaDevices.getUserMedia = () => new Promise((resolve) => {
              globalThis.allow = () => {
                const canvas = document.createElement('canvas');
                canvas.getContext('2d').fillRect(0, 0, 9, 9);
                const stream = canvas.captureStream();
                globalThis.track = stream.getVideoTracks()[0];
                resolve(stream);
              };
            });
            globalThis.looks = 0;
            globalThis.BarcodeDetector = class {
              static getSupportedFormats = async () => ['qr_code'];
              detect = async () => {
                looks += 1;
                return [{ rawValue: 'https://example.com/' }];
              };
            };
            """;

    private final Screens screens;
    private final Product product;

    AuthenticatorAppIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    private TestUser user() {
        return product.operator().newUser();
    }

    private Phone phone() {
        return new Phone(screens.open(Look.PHONE)).deaf();
    }

    private void assertLogsIn(Phone phone, TestUser user) {
        Portal.Attempt login = product.portal().begin(user);
        assertThat(login.answer(phone.respond(login.challenge(), Phone.PIN)).status())
                .isEqualTo(200);
    }

    @Test
    void aTypedCodeActivatesAndResponsesLogIn() {
        TestUser user = user();
        PortalActivation activation = PortalActivation.begin(product, user);
        Phone phone = phone();

        phone.activate(activation, user.userName());

        assertThat(activation.state()).isEqualTo("DONE");
        assertLogsIn(phone, user);
        phone.press("app.next-challenge");
        assertLogsIn(phone, user);
    }

    @Test
    void aCodeMayBeTypedAsPeopleReadIt() {
        TestUser user = user();
        PortalActivation activation = PortalActivation.begin(product, user);
        Phone phone = phone();

        phone.open();
        phone.typeCode(
                " " + activation.code().toLowerCase(java.util.Locale.ROOT).replace('0', 'o') + " ");

        phone.choosePin(Phone.PIN);
        phone.awaitActive(user.userName());
    }

    @Test
    void aPictureInFrontOfTheCameraActivates() throws IOException, InterruptedException {
        TestUser user = user();
        PortalActivation activation = PortalActivation.begin(product, user);
        Path film = CameraFilm.of(activation.png(), Path.of("target/camera/activation.mjpeg"));

        try (Chromium chromium = Chromium.launchWhole(List.of(
                        "--use-fake-ui-for-media-stream",
                        "--use-fake-device-for-media-stream",
                        "--use-file-for-fake-video-capture=" + film.toAbsolutePath()));
                Screens seeing = new Screens(chromium, product)) {
            Phone phone = new Phone(seeing.open(Look.PHONE)).open();
            phone.press("app.scan");
            phone.choosePin(Phone.PIN);
            phone.awaitActive(user.userName());
            seeing.assertNoComplaints();
        }
    }

    @Test
    @Tag("full")
    void aRefusedCameraIsSaidAndTypingOffered() {
        try (Chromium chromium = Chromium.launchWhole(
                        List.of("--use-fake-device-for-media-stream", "--deny-permission-prompts"));
                Screens blind = new Screens(chromium, product)) {
            Phone phone = new Phone(blind.open(Look.PHONE)).open();

            phone.press("app.scan");

            phone.screen().awaitWords(phone.say("app.camera-refused"));
            phone.screen().assertAccessible();
            phone.press("app.type");
            phone.screen().awaitFocus(phone.screen().field(phone.say("app.code-label")));
            blind.assertNoComplaints();
        }
    }

    @Test
    void withoutANetworkItOpensAndAnswers() {
        TestUser user = user();
        Phone phone = phone();
        phone.activate(PortalActivation.begin(product, user), user.userName());
        phone.awaitKept();
        Portal.Attempt login = product.portal().begin(user);

        phone.screen().goOffline();
        phone.screen().page().reload();
        phone.screen().awaitWords(phone.say("app.offline"));
        String response = phone.respond(login.challenge(), Phone.PIN);

        assertThat(login.answer(response).status()).isEqualTo(200);
    }

    /** While the servers of a cluster are replaced one after the other. */
    @Test
    void whatAnotherBuildAnswersIsNotKept() {
        Screen screen = screens.open(Look.PHONE);
        screen.goTo("/help/");
        String worker = product.http().get("/authenticator/worker.js").body();
        String other = worker.replaceFirst("const BUILD = '[0-9a-f]{64}'", "const BUILD = '" + "0".repeat(64) + "'");

        assertThat(keptBy(worker, screen)).isEqualTo("kept");
        assertThat(other).isNotEqualTo(worker);
        assertThat(keptBy(other, screen)).contains("of this build");
    }

    private static String keptBy(String worker, Screen screen) {
        return (String) screen.page().evaluate("() => {\n" + AS_A_PAGE + worker + KEEP + "}");
    }

    @Test
    void withoutANetworkAnActivationSaysSoAndUsesNothingUp() {
        TestUser user = user();
        PortalActivation activation = PortalActivation.begin(product, user);
        Phone phone = phone().open();
        phone.awaitKept();

        phone.screen().goOffline();
        phone.typeCode(activation.code());
        phone.screen().awaitTrouble(phone.say("app.no-network"));
        phone.screen().goOnline();
        phone.press("form.continue");

        phone.choosePin(Phone.PIN);
        phone.awaitActive(user.userName());
    }

    @Test
    void anAppThatWasKeptLongAgoGoesByTheClockOfTheServer() {
        Phone phone = phone().open();
        phone.awaitKept();
        phone.screen().page().evaluate(TEXTS_OF_LONG_AGO);

        phone.screen().page().reload();
        phone.screen().awaitHeading(phone.say("app.first-title"));
        assertThat(errorOfTheClock(phone)).isBetween(-5_000.0, 5_000.0);

        phone.screen().page().evaluate("serverIsAhead += 3_600_000");
        assertThat(errorOfTheClock(phone)).isBetween(-5_000.0, 5_000.0);
    }

    private static double errorOfTheClock(Phone phone) {
        return ((Number) phone.screen().page().evaluate(ERROR_OF_THE_CLOCK)).doubleValue();
    }

    @Test
    void aCameraThatIsAllowedTooLateStaysOffAndAStrangeCodeIsToldOnce() {
        Screen screen = screens.open(Look.PHONE);
        screen.page().addInitScript(CAMERA);
        Phone phone = new Phone(screen).open();
        phone.press("app.scan");
        screen.awaitHeading(phone.say("app.scan-title"));

        screen.page().goBack();
        screen.awaitHeading(phone.say("app.first-title"));
        screen.page().evaluate("allow()");
        screen.page().waitForFunction("() => track.readyState === 'ended'");

        phone.press("app.scan");
        screen.page().evaluate("allow()");
        screen.awaitWords(phone.say("app.scan-other"));
        screen.page().evaluate("""
                () => {
                  globalThis.changes = 0;
                  new MutationObserver(() => { changes += 1; }).observe(document.querySelector('[role=status]'), { childList: true, subtree: true });
                  looks = 0;
                }
                """);
        screen.page().waitForFunction("() => looks > 2");
        assertThat(screen.page().evaluate("changes")).isEqualTo(0);
    }

    @Test
    void afterTheWayForwardToWhatIsOverEachStepIsCancelledByOnePress() {
        Phone phone = phone().open();
        phone.press("app.type");
        phone.screen().awaitHeading(phone.say("app.code-title"));
        phone.screen().page().goBack();
        phone.screen().awaitHeading(phone.say("app.first-title"));

        phone.screen().page().goForward();
        phone.screen().page().waitForFunction("() => history.state.at === 0");
        phone.press("app.type");
        phone.screen().awaitHeading(phone.say("app.code-title"));
        phone.press("form.cancel");

        phone.screen().awaitHeading(phone.say("app.first-title"));
    }

    @Test
    void aStepThatWasCancelledDoesNotComeBack() {
        PortalActivation activation = PortalActivation.begin(product, user());
        Phone phone = phone().open();
        List<Route> held = new ArrayList<>();
        phone.screen().page().route("**/device/activations", held::add);
        phone.typeCode(activation.code());
        phone.screen().page().waitForCondition(() -> !held.isEmpty());

        phone.press("form.cancel");
        phone.screen().awaitHeading(phone.say("app.first-title"));
        phone.screen()
                .page()
                .waitForResponse("**/device/activations", () -> held.get(0).resume());
        // By the time of the next answer the app has done what it does with this one.
        phone.screen().page().evaluate(ERROR_OF_THE_CLOCK);

        assertThat(phone.screen().page().locator("main h1").textContent()).isEqualTo(phone.say("app.first-title"));
    }

    @Test
    void theLockOfThePhoneOpensTheKeys() {
        TestUser user = user();
        PortalActivation activation = PortalActivation.begin(product, user);
        Phone phone = phone();
        phone.hasLock(true);
        phone.open();

        phone.typeCode(activation.code());
        phone.screen().awaitHeading(phone.say("app.unlock-title"));
        phone.press("app.unlock-device");
        phone.awaitActive(user.userName());
        phone.press("app.done-button");

        Portal.Attempt login = product.portal().begin(user);
        assertThat(login.answer(phone.respond(login.challenge())).status()).isEqualTo(200);
    }

    @Test
    void aLockThatWrapsNoKeysLeadsToAPin() {
        TestUser user = user();
        PortalActivation activation = PortalActivation.begin(product, user);
        Phone phone = phone();
        phone.hasLock(false);
        phone.open();

        phone.typeCode(activation.code());
        phone.screen().awaitHeading(phone.say("app.unlock-title"));
        phone.press("app.unlock-device");
        phone.screen().awaitWords(phone.say("app.no-device-unlock"));
        phone.press("app.use-pin");
        phone.choosePin(Phone.PIN);

        phone.awaitActive(user.userName());
    }

    @Test
    void aPinThatIsTooEasyIsToldAndAnotherOneActivates() {
        TestUser user = user();
        PortalActivation activation = PortalActivation.begin(product, user);
        Phone phone = phone().open();
        phone.screen().expect(WRONG);
        phone.typeCode(activation.code());

        phone.choosePin("1234");
        phone.screen().awaitRefusedField(phone.say("app.pin-label"), phone.say("app.pin-rules"));
        phone.screen().field(phone.say("app.pin-label")).fill(Phone.PIN);
        phone.screen().field(phone.say("app.pin-repeat")).fill("7a=32");
        phone.press("app.activate");
        phone.screen().awaitRefusedField(phone.say("app.pin-repeat"), phone.say("app.pin-mismatch"));
        phone.choosePin(Phone.PIN);

        phone.awaitActive(user.userName());
    }

    @Test
    void aSecondUserTypesThePinOfThePhoneAndEachIsAnsweredFor() {
        TestUser first = user();
        TestUser second = user();
        Phone phone = phone();
        phone.activate(PortalActivation.begin(product, first), first.userName());
        phone.screen().expect(WRONG);

        phone.press("app.add-user");
        phone.typeCode(PortalActivation.begin(product, second).code());
        phone.typePin("9f%44");
        phone.screen().awaitWords(phone.screen().beginning("app.pin-wrong"));
        phone.typePin(Phone.PIN);
        phone.awaitActive(second.userName());
        phone.press("app.done-button");

        assertLogsIn(phone, second);
        phone.press("app.next-challenge");
        phone.screen().field(phone.say("app.user")).selectOption(first.userName());
        assertLogsIn(phone, first);
    }

    @Test
    void aCodeThatNobodyGaveIsToldAtItsField() {
        Phone phone = phone().open();
        phone.screen().expect("404 " + OFFER);

        phone.typeCode("0000-0000-0000");

        phone.screen().awaitRefusedField(phone.say("app.code-label"), phone.say("app.code-unknown"));
    }

    @Test
    void whatCannotBeACodeIsToldBeforeAnythingIsSent() {
        Phone phone = phone().open();

        phone.typeCode("0000-0000-000U");

        phone.screen().awaitRefusedField(phone.say("app.code-label"), phone.say("app.code-form"));
    }

    @Test
    @Tag("full")
    void aUsedCodeLeadsToANewOne() {
        TestUser user = user();
        PortalActivation activation = PortalActivation.begin(product, user);
        phone().activate(activation, user.userName());
        Phone other = phone().open();
        other.screen().expect("409 " + OFFER);

        other.typeCode(activation.code());

        other.screen().awaitHeading(other.say("refusal.title"));
        other.screen().awaitWords(other.say("app.code-used"));
        other.screen().assertAccessible();
        other.press("app.type");
        other.screen().awaitFocus(other.screen().field(other.say("app.code-label")));
    }

    @Test
    void aNewerCodeEndsTheOlderOne() {
        PortalActivation activation = PortalActivation.begin(product, user());
        activation.again();
        Phone phone = phone().open();
        phone.screen().expect("410 " + OFFER);

        phone.typeCode(activation.code());

        phone.screen().awaitWords(phone.say("app.code-expired"));
    }

    @Test
    void aUserWhomTheServerRemovedIsShownAsSuch() {
        TestUser user = user();
        Phone phone = phone();
        phone.activate(PortalActivation.begin(product, user), user.userName());
        product.operator().revokeAuthenticator(user);

        phone.screen().page().reload();

        phone.screen().awaitWords(phone.say("app.user-revoked"));
        PlaywrightAssertions.assertThat(phone.screen().field(phone.say("app.challenge")))
                .hasCount(0);
        phone.screen()
                .find(AriaRole.BUTTON, phone.say("app.remove") + ": " + user.userName())
                .click();
        phone.screen().awaitHeading(phone.say("app.first-title"));
    }

    @Test
    void aResponseDisappears() {
        TestUser user = user();
        Phone phone = phone();
        phone.activate(PortalActivation.begin(product, user), user.userName());
        phone.respond("482913", Phone.PIN);

        screens.advance(Duration.ofSeconds(121));

        phone.screen().awaitWords(phone.say("app.response-over"));
        PlaywrightAssertions.assertThat(phone.screen().page().locator(".response"))
                .hasCount(0);
    }

    @Test
    void nothingOfThePinIsKeptAndNoKeyCanBeRead() {
        TestUser user = user();
        PortalActivation activation = PortalActivation.begin(product, user);
        Phone phone = phone();
        phone.activate(activation, user.userName());
        phone.respond("482913", Phone.PIN);
        phone.press("app.next-challenge");

        var kept = (java.util.Map<?, ?>) phone.screen().page().evaluate(EVERYTHING_KEPT);

        assertThat((String) kept.get("text"))
                .contains(user.userName())
                .doesNotContain(
                        Phone.PIN, activation.secret(), activation.code().replace("-", ""));
        assertThat((List<?>) kept.get("keys")).hasSize(3).allMatch(key -> key.equals("false sign"));
    }

    @Test
    void whoeverIsStuckBeforeHisFirstActivationIsHelpedByThePhoneAlone() {
        Phone phone = phone().open();
        List<Request> sent = new ArrayList<>();

        phone.press("app.scan");
        phone.press("diagnosis.open");
        phone.screen().awaitHeading(phone.say("diagnosis.why"));
        phone.screen().page().onRequest(sent::add);
        phone.press("diagnosis.scan");
        phone.screen().awaitWords(phone.say("diagnosis.verdict-scan"));
        assertThat(List.copyOf(sent)).isEmpty();

        phone.press("app.type");
        phone.screen().awaitHeading(phone.say("app.code-title"));
    }

    @Test
    void ofTheUsersOfThisPhoneTheServerSaysWhatItKnows() {
        TestUser user = user();
        PortalActivation activation = PortalActivation.begin(product, user);
        Phone phone = phone().activate(activation, user.userName());
        phone.screen().expect("409 " + OFFER);
        phone.press("app.add-user");
        phone.typeCode(activation.code());
        phone.screen().awaitWords(phone.say("app.code-used"));

        phone.press("diagnosis.why");
        phone.screen().field(phone.say("diagnosis.who")).selectOption(user.userName());
        phone.press("diagnosis.error");
        phone.screen().awaitWords(phone.say("app.already-here"));

        product.operator().revokeAuthenticator(user);
        phone.screen().page().goBack();
        phone.screen().field(phone.say("diagnosis.who")).selectOption(user.userName());
        phone.press("diagnosis.camera");
        phone.screen().awaitWords(phone.say("diagnosis.verdict-camera"));
    }

    /** What opens when the phone's camera sees the picture: the secret stands behind the # and goes nowhere. */
    @Test
    void thePageBehindThePictureUsesNothingUpAndSendsNothingOfIt() {
        TestUser user = user();
        PortalActivation activation = PortalActivation.begin(product, user);
        Screen screen = screens.open(Look.PHONE);
        List<Request> sent = new ArrayList<>();
        screen.page().onRequest(sent::add);

        screen.goTo(activation.link());
        screen.awaitHeading(screen.say("app.land-title"));
        screen.page().waitForLoadState(LoadState.NETWORKIDLE);

        assertThat(List.copyOf(sent))
                .isNotEmpty()
                .allMatch(request -> request.method().equals("GET"));
        assertThat(List.copyOf(sent))
                .filteredOn(request -> !request.isNavigationRequest())
                .noneMatch(request -> request.url().contains(activation.secret()));
        assertThat(activation.state()).isEqualTo("WAITING");
        screen.assertAccessible();
    }

    @Test
    void aLinkOpensTheAppAsAfterAScanAndLeavesTheAddress() {
        TestUser user = user();
        PortalActivation activation = PortalActivation.begin(product, user);
        Phone phone = phone().openByLink(activation);

        phone.choosePin(Phone.PIN);
        phone.awaitActive(user.userName());

        assertThat(phone.screen().page().url()).endsWith(Phone.ADDRESS);
        phone.screen().page().goBack();
        assertThat(phone.screen().page().url()).doesNotContain(activation.secret());
    }
}
