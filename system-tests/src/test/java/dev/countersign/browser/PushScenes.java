package dev.countersign.browser;

import java.time.Duration;
import java.util.List;

/** Every state of the page of a login that its user decides on his phone. */
final class PushScenes {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LIFE = Duration.ofMinutes(3);

    static final List<Scene> ALL = List.of(
            scene("waiting", AskedOnPhone::goToWaiting),
            scene("waiting-opened", asked -> {
                asked.goToWaiting().phone().show(asked.request());
                asked.person().screen().awaitWords(asked.say("waiting.opened"));
            }),
            scene("waiting-long", asked -> {
                asked.goToWaiting().person().screen().advance(PATIENCE);
                asked.person().screen().awaitWords(asked.say("waiting.tip"));
            }),
            scene("waiting-expired", asked -> {
                asked.goToWaiting().person().product().time().advance(LIFE);
                asked.person().screen().advance(LIFE);
                asked.person().screen().awaitWords(asked.say("waiting.expired"));
            }),
            scene("challenge-late", asked -> {
                asked.goToWaiting().person().press("waiting.no-notification");
                asked.awaitChallenge();
            }),
            scene("challenge-paused", asked -> {
                asked.ignoring(3).person().openPortal();
                asked.person().sendPassword(asked.person().user().password());
                asked.awaitChallenge();
            }),
            scene("challenge-diagnosis", asked -> {
                asked.goToWaiting().person().press("waiting.no-notification");
                asked.awaitChallenge();
                asked.person().press("missing.open");
                asked.person().screen().awaitWords(asked.say("missing.token-dead"));
            }),
            scene("denied", asked -> {
                asked.goToWaiting().deny();
                asked.person().screen().awaitHeading(asked.say("denied.title"));
            }),
            scene("seamless", asked -> {
                asked.goToWaiting().approve();
                asked.person().awaitOverview();
                asked.person().goTo("menu.authenticator", "menu.authenticator");
            }),
            scene("trading-waiting", asked -> {
                asked.person().screen().goTo("/trading/");
                asked.person().screen().awaitHeading(asked.say("trading.title"));
                asked.person().sendPassword(asked.person().user().password());
                asked.awaitWaiting();
            }));

    private PushScenes() {}

    /** What a person does whose phone lies beside the screen. */
    private interface Steps {
        void take(AskedOnPhone asked);
    }

    private static Scene scene(String name, Steps steps) {
        return new Scene(name, (screen, product) -> {
            try (AskedOnPhone asked = AskedOnPhone.of(screen, product)) {
                steps.take(asked);
            }
        });
    }
}
