package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two servers with one broker outside of both: what one has queued the other sends, receipts find the gateway that waits for them, and
 * a broker that is killed loses nothing. System property {@code countersign.broker.kills}: how often it is killed (3).
 */
@Tag("full")
@Timeout(900)
class SharedBrokerIT {

    private static final System.Logger LOG = System.getLogger(SharedBrokerIT.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int KILLS = Integer.getInteger("countersign.broker.kills", 3);

    /** Logins under way at one kill. */
    private static final int BURST = 40;

    private static final int CALLERS = 6;
    private static final Duration OUTAGE = Duration.ofSeconds(25);
    private static final Duration RECOVERY = Duration.ofMinutes(1);

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

    /** A login that was begun, and its user. */
    private record Login(TestUser user, Portal.Attempt attempt) {}

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
        Portal.Attempt onB = at(b.http(), begun);

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
            assertThat(at(b.http(), begun).answer(a.inbox().code(user)).status())
                    .isEqualTo(200);
        } finally {
            a.startServer();
        }
        assertThat(a.inbox().texts(user.number())).hasSize(1);
    }

    /** Killed in the midst of logins, and away while others begin: each that was accepted gets its code, and gets it once. */
    @Test
    void aBrokerThatIsKilledLosesNothing() {
        Collection<Login> accepted = new ConcurrentLinkedQueue<>();
        List<Long> recoveries = new ArrayList<>();
        long refused = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            long before = a.inbox().submitted();
            List<TestUser> users = users(BURST);
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            for (int i = 0; i < BURST; i++) {
                int number = i;
                callers.execute(() -> begin(users.get(number), number).ifPresent(accepted::add));
            }
            int arrived = kill * BURST / (2 * KILLS);
            Eventually.get(
                    "SMS under way",
                    PATIENCE,
                    () -> Optional.of(a.inbox().submitted() - before).filter(sent -> sent >= arrived));
            shared.broker().kill();
            awaitDown();
            if (kill == 1) {
                refused += beginWhileItIsAway(accepted);
            }
            callers.shutdown();
            shared.broker().restart();
            recoveries.add(awaitReady());
            assertThat(isOver(callers)).isTrue();
        }
        awaitNothingOpen();

        Set<String> repeated = new HashSet<>(shared.loggedByA("repeat"));
        repeated.addAll(shared.loggedByB("repeat"));
        int twice = 0;
        for (Login login : accepted) {
            List<String> texts = a.inbox().texts(login.user().number());
            boolean mayBeTwice = repeated.contains(key(login.user()));
            assertThat(texts).as(login.user().number()).hasSizeBetween(1, mayBeTwice ? 2 : 1);
            assertThat(texts.stream().distinct()).hasSize(1);
            twice += texts.size() - 1;
        }
        LOG.log(
                System.Logger.Level.INFO,
                "{0} kills of the broker: {1} logins accepted, {2} refused, {3} SMS came twice, ready again after {4} s",
                KILLS,
                accepted.size(),
                KILLS * BURST + refused - accepted.size(),
                twice,
                recoveries);
        int number = 0;
        for (Login login : accepted) {
            number++;
            Portal.Attempt attempt = at(number % 2 == 0 ? a.http() : b.http(), login.attempt());
            assertThat(attempt.answer(a.inbox().code(login.user())).status()).isEqualTo(200);
        }
        assertThat(deadLetters(a.http())).isZero();
    }

    /** One of the two hears all receipts, and tells the other one of those that are about its messages. */
    @Test
    void aReceiptThatCameToTheOtherGatewayEndsTheWatch() {
        List<TestUser> users = users(WATCHED);
        String networks = users.stream()
                .map(user -> "\"" + user.number() + "\": \"" + NETWORK + "\"")
                .collect(Collectors.joining(",", "{\"networks\": {", "}}"));
        Answer told = a.operator().http().send("PUT", "/api/v1/admin/number-networks", "application/json", networks);
        assertThat(told.status()).as(told.toString()).isBetween(200, 204);

        for (int i = 0; i < WATCHED; i++) {
            begin(users.get(i), i);
        }

        users.forEach(user -> a.inbox().code(user));
        Set<String> keys = users.stream().map(SharedBrokerIT::key).collect(Collectors.toSet());
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

    /** Orders for as long as the outage lasts; how many were refused. */
    private static long beginWhileItIsAway(Collection<Login> accepted) {
        long end = System.nanoTime() + OUTAGE.toNanos();
        List<TestUser> asked = new ArrayList<>();
        int before = accepted.size();
        Eventually.get("the end of the outage", PATIENCE, () -> {
            TestUser user = a.operator().newUser();
            asked.add(user);
            begin(user, asked.size()).ifPresent(accepted::add);
            return Optional.of(asked).filter(all -> System.nanoTime() > end);
        });
        assertThat(accepted).hasSizeGreaterThan(before);
        return asked.size();
    }

    /** On A and B in turn. Nothing if the login was refused, as a server may that cannot keep it. */
    private static Optional<Login> begin(TestUser user, int number) {
        Portal portal = number % 2 == 0 ? a.portal() : b.portal();
        Answer begun = portal.begin(user.userName(), user.password());
        assertThat(begun.status()).as(begun.toString()).isIn(201, 503);
        return begun.status() == 503
                ? Optional.empty()
                : Optional.of(new Login(user, new Portal.Attempt(portal.http().as(begun.text("secret")), begun)));
    }

    private static Portal.Attempt at(Http node, Portal.Attempt attempt) {
        return new Portal.Attempt(node.as(attempt.begun().text("secret")), attempt.begun());
    }

    private static List<TestUser> users(int count) {
        return Stream.generate(() -> a.operator().newUser()).limit(count).toList();
    }

    private static boolean isOver(ExecutorService callers) {
        try {
            return callers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void awaitDown() {
        Eventually.get(
                "both servers miss the broker",
                PATIENCE,
                () -> Optional.of(true).filter(any -> !isUp(a.http(), "broker") && !isUp(b.http(), "broker")));
    }

    /** After how many seconds both servers are ready, without anybody's help. */
    private static long awaitReady() {
        long begun = System.nanoTime();
        Eventually.get(
                "both servers ready",
                RECOVERY,
                () -> Optional.of(true).filter(any -> isReady(a.http()) && isReady(b.http())));
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    }

    private static boolean isReady(Http node) {
        return node.get("/health/ready").status() == 200;
    }

    private static boolean isUp(Http node, String check) {
        JsonNode checks = node.get("/health/ready").json().path("checks");
        return StreamSupport.stream(checks.spliterator(), false)
                .filter(one -> one.path("name").asText().equals(check))
                .anyMatch(one -> one.path("status").asText().equals("UP"));
    }

    private static void awaitNothingOpen() {
        Eventually.get(
                "all are settled",
                PATIENCE,
                () -> Optional.of(shared.servers()
                                .number("select count(*) from sms_outbox"
                                        + " where state in ('WAITING', 'QUEUED', 'SUBMITTED')"))
                        .filter(open -> open == 0));
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
        Eventually.get(
                line,
                PATIENCE,
                () -> Optional.of(a.http().get("/metrics").body()).filter(scrape -> scrape.contains(line)));
    }

    private static int deadLetters(Http node) {
        return node.as(a.operatorToken())
                .get("/api/v1/admin/dead-letters")
                .json()
                .size();
    }

    /** The message key of the only order to a user's number. */
    private static String key(TestUser user) {
        return shared.servers().text("select message_key from sms_outbox where e164 = ?", user.number());
    }
}
