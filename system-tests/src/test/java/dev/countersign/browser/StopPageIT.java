package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The page behind the link of a notice: it asks for one press, and changes nothing before. */
@InBrowser
class StopPageIT {

    private static final String TOKEN = "4KzQ3m1xYw0Jb7m5v9Qn8s";
    private static final String CALL = "POST /api/v1/stops";

    private final Screens screens;

    StopPageIT(Screens screens) {
        this.screens = screens;
    }

    @Test
    void openingItAsksAndSendsNothing() {
        Screen screen = screens.open(Look.PHONE);
        List<String> sent = new CopyOnWriteArrayList<>();
        screen.page().onRequest(request -> sent.add(request.method() + " " + request.url()));

        screen.goTo("/stop/#" + TOKEN);
        screen.awaitHeading(screen.say("stop.title"));

        screen.awaitWords(screen.say("stop.button"));
        assertThat(sent).isNotEmpty().noneMatch(request -> request.startsWith("POST") || request.contains(TOKEN));
    }

    @Test
    void aLinkThatStopsNothingSaysSoAndWhomToCall() {
        Screen screen = screens.open(Look.PHONE);
        screen.expect("404 " + CALL);
        screen.goTo("/stop/#" + TOKEN);
        screen.awaitHeading(screen.say("stop.title"));

        screen.keyboard().activate(AriaRole.BUTTON, screen.say("stop.button"));

        screen.awaitTrouble(screen.say("stop.broken"));
        assertThat(screen.page().getByRole(AriaRole.BUTTON).all()).isEmpty();
    }
}
