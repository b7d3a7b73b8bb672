package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Http;
import dev.countersign.blackbox.OutsideBroker;
import dev.countersign.blackbox.Portal;
import dev.countersign.blackbox.Product;
import dev.countersign.contracts.sms.v1.SmsJson;
import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.contracts.sms.v1.SmsResult;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What nobody could take is sent back, and thrown away, by the buttons of the operator's page. */
@Tag("full")
class DeadLettersPageIT {

    private static final Path FOLDER = Path.of("target/run-dead-letters");
    private static final String LETTERS = "/api/v1/admin/dead-letters";

    /** An order that waits for a carrier, and the login that it is of. */
    private record Waiting(Portal.Attempt attempt, UUID order) {

        String state() {
            return attempt.state().json().at("/started/state").asText();
        }
    }

    /** The word of a gateway that nobody has a route: whoever hears it gives the order up. */
    @Test
    void aMessageThatIsSentBackHasItsEffectAndOneThatIsThrownAwayHasNone() {
        assumeTrue(Chromium.missing().isEmpty());
        try (OutsideBroker broker = OutsideBroker.start(FOLDER.resolve("broker"));
                Product product = Product.onH2(FOLDER.resolve("product"), broker);
                Chromium chromium = Chromium.launch();
                Screens screens = new Screens(chromium, product)) {
            product.killCarrier();
            Waiting givenUp = order(product, broker);
            Waiting kept = order(product, broker);
            bury(product, broker, givenUp);
            bury(product, broker, kept);
            OperatorScreen page = OperatorScreen.open(screens.open(Look.DESKTOP), product);

            button(page, "Send back", product, givenUp).click();
            page.screen().awaitWords("The message went back to " + SmsQueues.RESULTS + ".");
            page.screen().page().waitForCondition(() -> givenUp.state().equals("FAILED"));
            assertThat(letters(product)).hasSize(1);

            page.pressAndDecide(button(page, "Discard", product, kept), "Cancel");
            assertThat(letters(product)).as("nothing was decided").hasSize(1);
            page.pressAndDecide(button(page, "Discard", product, kept), "Discard");
            page.screen().awaitWords("The message was thrown away.");
            assertThat(letters(product)).isEmpty();
            assertThat(kept.state()).isEqualTo("NO_CARRIER");
            screens.assertNoComplaints();
        }
    }

    private static Waiting order(Product product, OutsideBroker broker) {
        Set<UUID> before = broker.orders();
        Portal.Attempt attempt = product.portal().begin(product.operator().newUser());
        return new Waiting(attempt, broker.awaitOrderBesides(before));
    }

    private static void bury(Product product, OutsideBroker broker, Waiting waiting) {
        SmsResult result = new SmsResult(
                waiting.order(),
                SmsResult.State.REFUSED,
                null,
                0,
                0,
                product.time().now(),
                "gateway1",
                SmsResult.Refusal.NO_ROUTE);
        broker.bury(SmsResult.TYPE, SmsQueues.RESULTS, waiting.order(), SmsJson.write(result));
    }

    private static Locator button(OperatorScreen page, String verb, Product product, Waiting waiting) {
        String id = "";
        for (JsonNode letter : letters(product)) {
            if (letter.path("messageKey").asText().equals(waiting.order().toString())) {
                id = letter.path("id").asText();
            }
        }
        assertThat(id).isNotEmpty();
        return page.screen()
                .page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^" + verb + ": .*" + id + "$")));
    }

    private static JsonNode letters(Product product) {
        Http operator = product.operator().http();
        return operator.get(LETTERS).json();
    }
}
