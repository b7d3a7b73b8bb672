package dev.countersign.browser;

import dev.countersign.blackbox.TestUser;
import java.util.List;

/** Every state of the authenticator and of the page behind the picture. */
final class PhoneScenes {

    private static final String OFFER = "POST /api/v1/device/activations";

    static final List<Scene> ALL = List.of(
            scene("app-first", hand -> {}),
            scene("app-scan", hand -> {
                hand.phone().press("app.scan");
                hand.screen().page().locator("main .notice").waitFor();
            }),
            scene("app-type", hand -> {
                hand.phone().press("app.type");
                hand.screen().awaitHeading(hand.phone().say("app.code-title"));
            }),
            scene("app-type-unknown", hand -> {
                hand.screen().expect("404 " + OFFER);
                hand.phone().typeCode("0000-0000-0000");
                hand.screen()
                        .awaitRefusedField(
                                hand.phone().say("app.code-label"), hand.phone().say("app.code-unknown"));
            }),
            scene("app-unlock", hand -> {
                hand.phone().hasLock(true);
                hand.phone().typeCode(hand.begin().code());
                hand.screen().awaitHeading(hand.phone().say("app.unlock-title"));
            }),
            scene("app-pin", hand -> {
                hand.phone().typeCode(hand.begin().code());
                hand.screen().awaitHeading(hand.phone().say("app.pin-title"));
                hand.screen().page().locator("summary").click();
            }),
            scene("app-pin-refused", hand -> {
                hand.screen().expect("422 " + OFFER + "/*/redemption");
                hand.phone().typeCode(hand.begin().code());
                hand.phone().choosePin("1234");
                hand.screen().page().locator("input[aria-invalid]").waitFor();
            }),
            scene("app-done", hand -> {
                hand.phone().typeCode(hand.begin().code());
                hand.phone().choosePin(Phone.PIN);
                hand.phone().awaitActive(hand.user().userName());
            }),
            scene("app-used", hand -> {
                hand.screen().expect("409 " + OFFER);
                PortalActivation activation = hand.activate();
                hand.phone().press("app.add-user");
                hand.phone().typeCode(activation.code());
                hand.screen().awaitWords(hand.phone().say("app.code-used"));
            }),
            scene("app-diagnosis", hand -> {
                hand.phone().press("app.scan");
                hand.phone().press("diagnosis.open");
                hand.screen().awaitHeading(hand.phone().say("diagnosis.why"));
            }),
            scene("app-diagnosis-whose", hand -> {
                hand.screen().expect("409 " + OFFER);
                PortalActivation activation = hand.activate();
                hand.phone().press("app.add-user");
                hand.phone().typeCode(activation.code());
                hand.phone().press("diagnosis.why");
                hand.screen().awaitHeading(hand.phone().say("diagnosis.why"));
            }),
            scene("app-verdict", hand -> {
                hand.phone().press("app.scan");
                hand.phone().press("diagnosis.open");
                hand.phone().press("diagnosis.scan");
                hand.screen().awaitWords(hand.phone().say("diagnosis.verdict-scan"));
            }),
            scene("app-home", PhoneHand::activate),
            scene("app-home-two", hand -> {
                hand.activate();
                hand.addAnother();
            }),
            scene("app-removed", hand -> {
                hand.activate();
                hand.product().operator().revokeAuthenticator(hand.user());
                hand.phone().open();
                hand.screen().awaitWords(hand.phone().say("app.user-revoked"));
            }),
            scene("app-response", hand -> {
                hand.activate();
                hand.phone().respond("482913", Phone.PIN);
            }),
            scene("app-offline", hand -> {
                hand.activate();
                hand.phone().awaitKept();
                hand.screen().goOffline();
                hand.screen().awaitWords(hand.phone().say("app.offline"));
            }),
            scene("app-approve", hand -> hand.ask(false)),
            scene("app-approve-number", hand -> {
                hand.ask(true);
                hand.screen().field(hand.phone().say("app.number")).fill("7");
                hand.phone().press("app.approve");
                hand.screen()
                        .awaitRefusedField(
                                hand.phone().say("app.number"), hand.phone().say("app.number-form"));
            }),
            scene("app-approved", hand -> {
                hand.ask(false);
                hand.phone().approve(Phone.PIN);
                hand.screen().awaitHeading(hand.phone().say("app.approved"));
            }),
            scene("app-denied", hand -> {
                hand.ask(false);
                hand.phone().press("app.deny");
                hand.screen().awaitHeading(hand.phone().say("app.denied"));
            }),
            scene("app-request-over", hand -> {
                hand.ask(false).cancel();
                hand.screen().awaitWords(hand.phone().say("app.request-over"));
            }),
            scene("app-request-list", hand -> {
                hand.activate();
                TestUser other = hand.addAnother();
                hand.phone().listen();
                hand.begin(hand.user());
                hand.screen().page().goBack();
                hand.begin(other);
                hand.screen().awaitHeading(hand.phone().say("app.request-list"));
            }),
            scene("app-request-bar", hand -> {
                hand.ask(false);
                hand.screen().page().goBack();
                hand.screen().awaitWords(hand.phone().say("app.request-look"));
            }),
            scene("app-notifications", hand -> {
                hand.activate();
                hand.phone().press("app.notify-title");
                hand.screen().awaitWords(hand.phone().say("app.notify-unreached"));
            }),
            scene("app-credentials", hand -> {
                hand.phone().press("app.credentials");
                hand.screen().awaitHeading(hand.phone().say("app.credentials-title"));
            }),
            new Scene("activate", (screen, product) -> {
                PhoneHand hand = PhoneHand.of(screen, product);
                screen.goTo(hand.begin().link());
                screen.awaitHeading(screen.say("app.land-title"));
            }),
            new Scene("activate-broken", (screen, product) -> {
                screen.goTo("/activate/");
                screen.awaitHeading(screen.say("app.land-title"));
            }),
            new Scene("stop", (screen, product) -> {
                screen.goTo("/stop/#4KzQ3m1xYw0Jb7m5v9Qn8s");
                screen.awaitHeading(screen.say("stop.title"));
            }),
            new Scene("stop-broken", (screen, product) -> {
                screen.goTo("/stop/");
                screen.awaitHeading(screen.say("stop.title"));
            }));

    private PhoneScenes() {}

    /** What a person does with the opened app. */
    interface Steps {
        void take(PhoneHand hand);
    }

    static Scene scene(String name, Steps steps) {
        return new Scene(name, (screen, product) -> {
            PhoneHand hand = PhoneHand.of(screen, product);
            hand.phone().open();
            steps.take(hand);
        });
    }
}
