package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two servers with one broker outside of both: what one has queued the other sends, receipts find the gateway that waits for them.
 */
@Tag("full")
@Timeout(900)
class SharedBrokerIT {

    private static final System.Logger LOG = System.getLogger(SharedBrokerIT.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Messages whose receipts are waited for. */
    private static final int WATCHED = 20;

    /** Of the numbers whose messages go by the carrier that is watched, and by the other one when no receipt comes. */
    private static final String NETWORK = "26201";

    /** The port of the simulated carrier stands for PORT. It brings all receipts over the session to north that was bound first. */
    private static final String CARRIERS = """
            {"carriers": [
               {"name": "north", "addresses": ["127.0.0.1:PORT"], "systemId": "countersign",
                "passwordFile": "carrier.password", "failoverAfter": "PT15S"},
               {"name": "south", "addresses": ["127.0.0.1:PORT"], "systemId": "countersign",
                "passwordFile": "carrier.password", "binds": ["TRANSMITTER"]}],
             "routes": [
               {"prefix": "+", "network": "NETWORK", "carrier": "north"},
               {"prefix": "+", "carrier": "south"}]}
            """;

    private static SharedBroker shared;
    private static Product a;
    private static Node b;

    @BeforeAll
    static void start() {
        shared = SharedBroker.start(
                port -> CARRIERS.replace("PORT", Integer.toString(port)).replace("NETWORK", NETWORK));
        a = shared.servers().a();
        b = shared.servers().b();
    }

    @AfterAll
    static void stop() {
        if (shared != null) {
            shared.close();
        }
    }

    @Test
    void whatBeganOnAIsAnsweredOnB() {
        TestUser user = a.operator().newUser();
        Portal.Attempt begun = a.portal().begin(user);
        Portal.Attempt onB = begun.at(b.http());

        assertThat(onB.answer(a.inbox().code(user)).status()).isEqualTo(200);

        assertThat(begun.token().status()).isEqualTo(200);
        assertThat(a.inbox().texts(user.number())).hasSize(1);
    }

    /** What a server has queued that dies lies in the broker, and the other one sends it. */
    @Test
    void whatADeadServerHadQueuedTheOtherSends() {
        TestUser user = a.operator().newUser();
        a.killCarrier();
        Portal.Attempt begun;
        try {
            awaitUnbound("gateway1");
            awaitUnbound("gateway-node2");
            begun = a.portal().begin(user);
            awaitQueued(user);
        } finally {
            a.killServer();
            a.startCarrierAlone();
        }
        try {
            assertThat(begun.at(b.http()).answer(a.inbox().code(user)).status()).isEqualTo(200);
        } finally {
            a.startServer();
        }
        assertThat(a.inbox().texts(user.number())).hasSize(1);
    }

    /** One of the two hears all receipts, and tells the other one of those that are about its messages. */
    @Test
    void aReceiptThatCameToTheOtherGatewayEndsTheWatch() {
        List<TestUser> users = shared.users(WATCHED);
        String networks = users.stream()
                .map(user -> "\"" + user.number() + "\": \"" + NETWORK + "\"")
                .collect(Collectors.joining(",", "{\"networks\": {", "}}"));
        Answer told = a.operator().http().send("PUT", "/api/v1/admin/number-networks", "application/json", networks);
        assertThat(told.status()).as(told.toString()).isBetween(200, 204);

        for (int i = 0; i < WATCHED; i++) {
            shared.begin(users.get(i), i);
        }

        users.forEach(user -> a.inbox().code(user));
        Set<String> keys = users.stream().map(shared::key).collect(Collectors.toSet());
        Eventually.get("all are settled", PATIENCE, () -> {
            Set<String> settled = new HashSet<>(shared.loggedByA("settled"));
            settled.addAll(shared.loggedByB("settled"));
            return Optional.of(settled).filter(all -> all.containsAll(keys));
        });
        Set<String> sentByA = new HashSet<>(shared.loggedByA("taken"));
        Set<String> sentByB = new HashSet<>(shared.loggedByB("taken"));
        sentByA.retainAll(keys);
        sentByB.retainAll(keys);
        LOG.log(System.Logger.Level.INFO, "watched messages: {0} of A, {1} of B", sentByA.size(), sentByB.size());
        assertThat(sentByA).isNotEmpty();
        assertThat(sentByB).isNotEmpty();
        assertThat(users)
                .allSatisfy(user -> assertThat(a.inbox().texts(user.number())).hasSize(1));
    }

    private static void awaitQueued(TestUser user) {
        Eventually.get(
                "an order in the queue",
                PATIENCE,
                () -> Optional.of(shared.servers()
                                .number(
                                        "select count(*) from sms_outbox where e164 = ? and state = 'QUEUED'",
                                        user.number()))
                        .filter(rows -> rows == 1));
    }

    /** As the gateway itself reports it, every two seconds. */
    private static void awaitUnbound(String gateway) {
        String line = "countersign_smpp_carrier_binds{carrier=\"south\",gateway=\"" + gateway + "\"} 0.0";
        Eventually.get(line, PATIENCE, () -> Optional.of(a.metrics().body()).filter(scrape -> scrape.contains(line)));
    }
}
