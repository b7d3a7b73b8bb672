package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Http;
import dev.countersign.blackbox.Portal;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An operator stops messages to a carrier and has them go on, by the buttons of his page. */
@InBrowser
class CarrierPauseIT {

    private static final String CARRIERS = "/api/v1/admin/carriers";
    private static final String PAUSE = "Pause default";
    private static final String RESUME = "Resume default";

    private final Screens screens;
    private final Product product;
    private final Http operator;

    CarrierPauseIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
        this.operator = product.operator().http();
    }

    /** For the tests that come after one that failed in the middle. */
    @AfterEach
    void resume() {
        if (!paused().isEmpty()) {
            operator.send("DELETE", CARRIERS + "/default/pause?version=" + version(), "application/json", "");
        }
    }

    @Test
    void aCarrierPausesWhenThatWasConfirmedAndIsResumed() {
        OperatorScreen page = OperatorScreen.open(screens.open(Look.DESKTOP), product);
        long before = version();

        page.pressAndDecide(PAUSE, "Cancel");
        assertThat(version()).as("nothing was decided").isEqualTo(before);

        page.pressAndDecide(PAUSE, PAUSE);
        page.screen().awaitWords("default pauses. Each gateway takes that up within five seconds.");
        assertThat(version()).isEqualTo(before + 1);
        assertThat(paused()).extracting(JsonNode::asText).containsExactly("default");
        page.screen().page().waitForCondition(() -> gatewayCarriers().isEmpty());
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);

        page.pressAndDecide(RESUME, RESUME);
        page.screen().awaitWords("default is resumed. Each gateway binds within five seconds.");
        assertThat(paused()).isEmpty();
        assertThat(attempt.answer(product.inbox().code(user)).status()).isEqualTo(200);
        page.screen().find(AriaRole.BUTTON, PAUSE).waitFor();
    }

    private long version() {
        return operator.get(CARRIERS).json().path("version").asLong();
    }

    private JsonNode paused() {
        return operator.get(CARRIERS).json().path("paused");
    }

    private JsonNode gatewayCarriers() {
        return operator.get(CARRIERS).json().at("/gateways/0/carriers");
    }
}
