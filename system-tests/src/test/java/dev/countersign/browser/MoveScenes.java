package dev.countersign.browser;

import static dev.countersign.browser.PhoneScenes.scene;

import java.util.List;

/** States of the authenticator while it moves. */
final class MoveScenes {

    static final List<Scene> ALL = List.of(
            scene("app-have-one", hand -> {
                hand.phone().press("app.have-one");
                hand.screen().awaitWords(hand.phone().say("app.merge-when"));
            }),
            scene("app-elsewhere", hand -> {
                hand.activateElsewhere();
                hand.screen().expect("409 POST /api/v1/device/activations/credentials");
                hand.phone().press("app.credentials");
                hand.typePassword();
                hand.screen().awaitHeading(hand.phone().say("app.elsewhere-title"));
            }),
            scene("app-migrate", hand -> {
                hand.activateElsewhere();
                hand.phone().bring("app.migrate");
                hand.typePassword();
                hand.screen().awaitWords(hand.phone().say("app.migrate-told"));
            }),
            scene("app-migrate-token", PhoneHand::migrate),
            scene("app-migrated", hand -> {
                hand.migrate();
                hand.phone().typeToken(hand.product().inbox().token(hand.user(), 1));
                hand.phone().choosePin(Phone.PIN);
                hand.phone().awaitActive(hand.user().userName());
            }),
            scene("app-more", hand -> {
                hand.activate();
                hand.phone().press("app.more");
                hand.screen().awaitHeading(hand.phone().say("app.more"));
            }),
            scene("app-reset", hand -> {
                hand.activate();
                hand.phone().press("app.more");
                hand.phone().press("app.reset");
                hand.screen().awaitWords(hand.phone().say("app.reset-warning"));
            }),
            scene("app-recover", PhoneHand::reset),
            scene("app-recover-pin", hand -> {
                hand.reset();
                hand.phone().recover(hand.user().userName());
                hand.typePassword();
                hand.phone().typeToken(hand.product().inbox().token(hand.user(), 1));
                hand.screen().awaitWords(hand.phone().say("app.pin-earlier-text"));
            }),
            scene("app-recover-none", hand -> {
                hand.screen().expect("409 POST /api/v1/device/activations/credentials");
                hand.phone().bring("app.recover");
                hand.typePassword();
                hand.screen().awaitWords(hand.phone().say("app.recover-none"));
            }),
            scene("app-recover-key", hand -> {
                hand.phone().hasLock(true);
                hand.phone().typeCode(hand.begin().code());
                hand.phone().press("app.unlock-device");
                hand.phone().awaitActive(hand.user().userName());
                hand.phone().press("app.done-button");
                hand.phone().press("app.more");
                hand.phone().press("app.reset");
                hand.phone().confirm("app.reset");
                hand.phone().recover(hand.user().userName());
                hand.typePassword();
                hand.screen().awaitWords(hand.phone().say("app.key-text"));
            }),
            scene("app-hand-over", hand -> {
                hand.activate();
                hand.phone().press("app.more");
                hand.phone().press("app.hand-over");
                hand.screen().awaitHeading(hand.phone().say("app.hand-over"));
            }));

    private MoveScenes() {}
}
