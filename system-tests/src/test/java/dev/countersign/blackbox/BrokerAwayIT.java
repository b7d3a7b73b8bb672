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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker outside of two servers that is killed, or hangs, in the midst of their logins: nothing is lost, and nobody waits for it. */
@Tag("full")
@Timeout(900)
class BrokerAwayIT {

    private static final System.Logger LOG = System.getLogger(BrokerAwayIT.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int KILLS = Rounds.of(3, 10);

    /** Logins under way at one kill. */
    private static final int BURST = 40;

    private static final int CALLERS = 6;
    private static final Duration OUTAGE = Duration.ofSeconds(25);
    private static final int WHILE_IT_HANGS = 20;

    /** A second, and two for a busy machine. */
    private static final Duration UNNOTICED = Duration.ofSeconds(3);

    private static final Duration RECOVERY = Duration.ofMinutes(1);

    private static final String CARRIERS = """
            {"carriers": [
               {"name": "north", "addresses": ["127.0.0.1:PORT"], "systemId": "countersign", "passwordFile": "carrier.password"}],
             "routes": [{"prefix": "+", "carrier": "north"}]}
            """;

    private static SharedBroker shared;
    private static Product a;
    private static Node b;

    @BeforeAll
    static void start() {
        shared = SharedBroker.start(port -> CARRIERS.replace("PORT", Integer.toString(port)));
        a = shared.servers().a();
        b = shared.servers().b();
    }

    @AfterAll
    static void stop() {
        if (shared != null) {
            shared.close();
        }
    }

    /** Others begin while it is away. Each login that was accepted gets its code, gets it once, and hears of its receipt. */
    @Test
    void aBrokerThatIsKilledLosesNothing() {
        Collection<SharedBroker.Login> accepted = new ConcurrentLinkedQueue<>();
        List<Long> recoveries = new ArrayList<>();
        long refused = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            long before = a.inbox().submitted();
            List<TestUser> users = shared.users(BURST);
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            List<CompletableFuture<Void>> calls = IntStream.range(0, BURST)
                    .mapToObj(number -> CompletableFuture.runAsync(
                            () -> shared.begin(users.get(number), number).ifPresent(accepted::add), callers))
                    .toList();
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
            assertThat(calls).as("each was answered as it may be").allSatisfy(CompletableFuture::join);
        }
        awaitNothingOpen();

        Set<String> repeated = new HashSet<>(shared.loggedByA("repeat"));
        repeated.addAll(shared.loggedByB("repeat"));
        int twice = 0;
        for (SharedBroker.Login login : accepted) {
            List<String> texts = a.inbox().texts(login.user().number());
            boolean mayBeTwice = repeated.contains(shared.key(login.user()));
            assertThat(texts).as(login.user().number()).hasSizeBetween(1, mayBeTwice ? 2 : 1);
            assertThat(texts.stream().distinct()).hasSize(1);
            twice += texts.size() - 1;
        }
        LOG.log(
                System.Logger.Level.INFO,
                "{0} kills of the broker: {1} logins accepted, {2} refused, {3} SMS came twice, ready again after {4} s",
                KILLS,
                accepted.size(),
                (long) KILLS * BURST + refused - accepted.size(),
                twice,
                recoveries);
        int number = 0;
        for (SharedBroker.Login login : accepted) {
            number++;
            Portal.Attempt attempt = login.attempt().at(number % 2 == 0 ? a.http() : b.http());
            assertThat(attempt.answer(a.inbox().code(login.user())).status()).isEqualTo(200);
        }
        assertThat(deadLetters(a.http())).isZero();
    }

    /** It takes what is sent and answers nothing. Orders lie in the database meanwhile, and whoever logs in notices nothing of it. */
    @Test
    void aBrokerThatHangsHoldsUpNobody() {
        List<SharedBroker.Login> begun = new ArrayList<>();
        List<TestUser> users = shared.users(WHILE_IT_HANGS);
        long longestMillis = 0;
        shared.wire().fallSilent();
        try {
            awaitDown();
            for (TestUser user : users) {
                long before = System.nanoTime();
                shared.begin(user, begun.size()).ifPresent(begun::add);
                longestMillis = Math.max(longestMillis, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
            }
        } finally {
            shared.wire().repair();
        }

        LOG.log(
                System.Logger.Level.INFO,
                "a broker that hangs: {0} logins begun, each within {1} ms",
                begun.size(),
                longestMillis);
        assertThat(begun).hasSameSizeAs(users);
        assertThat(longestMillis).isLessThan(UNNOTICED.toMillis());
        awaitReady();
        awaitNothingOpen();
        assertThat(users)
                .allSatisfy(user -> assertThat(a.inbox().texts(user.number())).hasSize(1));
    }

    /** Orders for as long as the outage lasts; how many were refused. */
    private static long beginWhileItIsAway(Collection<SharedBroker.Login> accepted) {
        long end = System.nanoTime() + OUTAGE.toNanos();
        List<TestUser> asked = new ArrayList<>();
        int before = accepted.size();
        Eventually.get("the end of the outage", PATIENCE, () -> {
            TestUser user = a.operator().newUser();
            asked.add(user);
            shared.begin(user, asked.size()).ifPresent(accepted::add);
            return Optional.of(asked).filter(all -> System.nanoTime() > end);
        });
        assertThat(accepted).hasSizeGreaterThan(before);
        return asked.size();
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

    private static int deadLetters(Http node) {
        return node.as(a.operatorToken())
                .get("/api/v1/admin/dead-letters")
                .json()
                .size();
    }
}
