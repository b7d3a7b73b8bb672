package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two carriers out of a file, of which the better one is away; and the file is changed while the product runs. */
@Tag("full")
class SeveralCarriersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path FOLDER = Path.of("target/run-carriers").toAbsolutePath();

    /** The port of the simulated carrier stands for PORT; nobody listens at port 1. */
    private static final String CARRIERS = """
            {"carriers": [
               {"name": "north", "addresses": ["127.0.0.1:1"], "systemId": "countersign",
                "passwordFile": "carrier.password", "failoverAfter": "PT30S"},
               {"name": "south", "addresses": ["127.0.0.1:1", "127.0.0.1:PORT"], "systemId": "countersign",
                "passwordFile": "carrier.password", "binds": ["TRANSMITTER", "RECEIVER"]}],
             "routes": [
               {"prefix": "PREFIX", "carrier": "north", "priority": 0},
               {"prefix": "PREFIX", "carrier": "south", "priority": 1}]}
            """;

    private static Product product;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        product = Product.onH2WithCarriers(FOLDER, simulated -> {
            port = simulated;
            return carriers("+");
        });
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    @Test
    void aCodeArrivesByTheCarrierThatIsThereAndRoutesChangeWithoutARestart() throws IOException {
        TestUser first = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(first);
        assertThat(product.inbox().code(first)).isNotEmpty();
        awaitDelivery(attempt, "DELIVERED");
        awaitMetric("countersign_smpp_carrier_state{carrier=\"north\",gateway=\"gateway1\"} 0.0");
        awaitMetric("countersign_smpp_carrier_state{carrier=\"south\",gateway=\"gateway1\"} 2.0");
        awaitMetric("countersign_smpp_carrier_binds{carrier=\"south\",gateway=\"gateway1\"} 2.0");

        change(carriers("+881999"));
        awaitRefusal();

        change("{");
        change(carriers("+"));
        Eventually.get("a code by the old routes", PATIENCE, () -> {
            TestUser next = product.operator().newUser();
            Portal.Attempt again = product.portal().begin(next);
            return Optional.of(delivery(again)).filter("DELIVERED"::equals);
        });
    }

    /** Users are asked one after the other until the change is there. */
    private static void awaitRefusal() {
        Eventually.get("no route", PATIENCE, () -> {
            Portal.Attempt attempt = product.portal().begin(product.operator().newUser());
            return Optional.of(delivery(attempt)).filter("FAILED"::equals);
        });
    }

    private static void awaitDelivery(Portal.Attempt attempt, String state) {
        Eventually.get(state, PATIENCE, () -> Optional.of(delivery(attempt)).filter(state::equals));
    }

    private static String delivery(Portal.Attempt attempt) {
        return Eventually.get(
                "an end",
                PATIENCE,
                () -> Optional.of(attempt.state().json().at("/started/state").asText())
                        .filter(state -> state.equals("DELIVERED") || state.equals("FAILED")));
    }

    private static void awaitMetric(String line) {
        Eventually.get(
                line, PATIENCE, () -> Optional.of(product.metrics().body()).filter(scrape -> scrape.contains(line)));
    }

    private static String carriers(String prefix) {
        return CARRIERS.replace("PORT", Integer.toString(port)).replace("PREFIX", prefix);
    }

    /** Renamed into its place, so that it is never read half. */
    private static void change(String text) throws IOException {
        Path fresh = Files.writeString(FOLDER.resolve("carriers.fresh"), text);
        Files.move(fresh, FOLDER.resolve("carriers.json"), StandardCopyOption.REPLACE_EXISTING);
    }
}
