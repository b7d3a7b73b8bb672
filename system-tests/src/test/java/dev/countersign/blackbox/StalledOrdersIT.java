package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two carriers for different numbers, of which one goes away: whose SMS waits for it is told so, and gets it when the carrier is back. */
@Tag("full")
class StalledOrdersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Both are the simulated carrier; to north leads a wire of its own. */
    private static final String CARRIERS = """
            {"carriers": [
               {"name": "north", "addresses": ["127.0.0.1:WIRE"], "systemId": "countersign",
                "passwordFile": "carrier.password"},
               {"name": "south", "addresses": ["127.0.0.1:PORT"], "systemId": "countersign",
                "passwordFile": "carrier.password"}],
             "routes": [
               {"prefix": "+49157", "carrier": "north"},
               {"prefix": "+49151", "carrier": "south"}]}
            """;

    private static @Nullable TcpProxy wire;
    private static @Nullable Product started;

    private final Product product = Objects.requireNonNull(started);
    private final TcpProxy north = Objects.requireNonNull(wire);

    @BeforeAll
    static void start() {
        started = Product.onH2WithCarriers(Path.of("target/run-stalled").toAbsolutePath(), simulated -> {
            TcpProxy made = new TcpProxy(simulated);
            wire = made;
            return CARRIERS.replace("WIRE", Integer.toString(made.port())).replace("PORT", Integer.toString(simulated));
        });
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
        if (wire != null) {
            wire.close();
        }
    }

    @AfterEach
    void repair() {
        north.repair();
    }

    @Test
    void whoseCarrierIsAwayIsToldAndGetsTheCodeWhenItIsBackAndOthersAtOnce() {
        cut();
        TestUser waiting = newUserOfNorth();

        Portal.Attempt attempt = product.portal().begin(waiting);

        await(attempt, "NO_CARRIER");
        TestUser other = product.operator().newUser();
        Portal.Attempt others = product.portal().begin(other);
        assertThat(product.inbox().code(other)).isNotEmpty();
        assertThat(state(others)).isNotEqualTo("NO_CARRIER");
        assertThat(state(attempt)).isEqualTo("NO_CARRIER");
        assertThat(product.inbox().texts(waiting.number())).isEmpty();

        north.repair();

        assertArrivesOnce(waiting, attempt);
    }

    @Test
    void whatWaitsOutlivesTheServer() {
        cut();
        TestUser waiting = newUserOfNorth();
        Portal.Attempt attempt = product.portal().begin(waiting);
        await(attempt, "NO_CARRIER");

        product.killAndRestartServer();

        assertThat(state(attempt)).isEqualTo("NO_CARRIER");
        north.repair();
        assertArrivesOnce(waiting, attempt);
    }

    private void cut() {
        awaitNorth("2.0");
        north.refuse();
        awaitNorth("0.0");
    }

    private void awaitNorth(String state) {
        String line = "countersign_smpp_carrier_state{carrier=\"north\",gateway=\"gateway1\"} " + state;
        Eventually.get(
                line, PATIENCE, () -> Optional.of(product.metrics().body()).filter(scrape -> scrape.contains(line)));
    }

    private TestUser newUserOfNorth() {
        TestUser invented = Operator.invent();
        TestUser user = new TestUser(
                invented.userName(), invented.password(), invented.number().replace("+49151", "+49157"));
        assertThat(product.operator().post(Operator.json(user, true)).status()).isEqualTo(201);
        return user;
    }

    private void assertArrivesOnce(TestUser user, Portal.Attempt attempt) {
        String code = product.inbox().code(user);
        Eventually.get(
                "another state",
                PATIENCE,
                () -> Optional.of(state(attempt)).filter(state -> state.equals("SENT") || state.equals("DELIVERED")));
        assertThat(attempt.answer(code).status()).isEqualTo(200);
        assertThat(product.settledCodes(user)).containsExactly(code);
    }

    private static void await(Portal.Attempt attempt, String state) {
        Eventually.get(state, PATIENCE, () -> Optional.of(state(attempt)).filter(state::equals));
    }

    private static String state(Portal.Attempt attempt) {
        return attempt.state().json().at("/started/state").asText();
    }
}
