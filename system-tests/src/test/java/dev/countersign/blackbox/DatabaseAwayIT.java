package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database is away, silent, read-only, full, or loses its answer: nothing succeeds without a row, and nothing twice. */
@ExtendWith(Cluster.Extension.class)
class DatabaseAwayIT {

    private static final System.Logger LOG = System.getLogger(DatabaseAwayIT.class.getName());
    private static final Duration RECOVERY = Duration.ofSeconds(30);
    /** Nobody waits longer for a 503: three seconds of the longest time-out, and two for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Nobody waits at all who asks later. */
    private static final Duration KNOWN = Duration.ofSeconds(1);

    private static final Duration DELAY = Duration.ofSeconds(30);
    private static final int CALLERS = 40;
    private static final int MESSAGES = 4;
    /** Of two readers, twice a second. */
    private static final int ROUNDS = 20;

    /** Of the readers of results and of receipts each may be caught waiting for news, and connections learn one after the other. */
    private static final int CAUGHT = 4;

    private final Cluster cluster;

    DatabaseAwayIT(Cluster cluster) {
        this.cluster = cluster;
    }

    /** How a database can be away. */
    enum Outage {
        REFUSED {
            @Override
            AutoCloseable begin(Cluster cluster) {
                cluster.wire().refuse();
                return cluster.wire()::repair;
            }
        },
        SILENT {
            @Override
            AutoCloseable begin(Cluster cluster) {
                cluster.wire().fallSilent();
                return cluster.wire()::repair;
            }
        },
        /** Whatever is said arrives, and far too late. */
        SLOW {
            @Override
            AutoCloseable begin(Cluster cluster) {
                cluster.wire().delay(DELAY);
                return cluster.wire()::repair;
            }
        },
        /** As a standby is, or as somebody may set it. */
        READ_ONLY {
            @Override
            AutoCloseable begin(Cluster cluster) {
                cluster.execute("alter system set default_transaction_read_only = on");
                cluster.execute("select pg_reload_conf()");
                return () -> {
                    cluster.execute("alter system reset default_transaction_read_only");
                    cluster.execute("select pg_reload_conf()");
                };
            }
        },
        /** Others have all the connections that it allows. */
        FULL {
            @Override
            AutoCloseable begin(Cluster cluster) {
                cluster.wire().refuse();
                AutoCloseable taken = cluster.takeAllConnections();
                cluster.wire().repair();
                return taken;
            }
        };

        /** Begins now, and ends when what is returned is closed. */
        abstract AutoCloseable begin(Cluster cluster);
    }

    @AfterEach
    void repair() {
        cluster.wire().repair();
        cluster.a().inbox().fault("NONE");
        awaitReady();
    }

    private void awaitReady() {
        Eventually.get(
                "ready again",
                RECOVERY,
                () -> Optional.of(cluster.a().http().get("/health/ready")).filter(answer -> answer.status() == 200));
    }

    @ParameterizedTest
    @EnumSource
    void everyCallIsToldToTryLaterAndAfterwardsAllIsAsBefore(Outage outage) throws Exception {
        Product product = cluster.a();
        TestUser user = product.operator().newUser();
        Portal.Attempt open = product.portal().begin(user);
        String code = product.inbox().code(user);
        TestUser other = product.operator().newUser();
        BackOffice office = product.backOffice();
        long audited = cluster.number("select count(*) from audit_entry");
        assertThat(product.operator().http().get("/health/ready").status())
                .as("whose token opens what checks say, also while the database is away")
                .isEqualTo(200);

        AutoCloseable lasting = outage.begin(cluster);
        try {
            whoAsksIsToldToTryLater(outage, open, code, other, office);
        } finally {
            lasting.close();
        }

        awaitReady();
        assertThat(open.state().json().at("/started/triesLeft").asInt()).isEqualTo(5);
        assertThat(cluster.number("select count(*) from audit_entry")).isEqualTo(audited);
        assertThat(open.answer(code).status()).isEqualTo(200);
        assertThat(open.token().status()).isEqualTo(200);
        assertThat(new SoapFace(office)
                        .begin(other.userName(), other.password())
                        .refusal())
                .isEmpty();
    }

    private void whoAsksIsToldToTryLater(
            Outage outage, Portal.Attempt open, String code, TestUser other, BackOffice office) {
        Product product = cluster.a();
        // More callers than threads.
        AtomicLong longestMillis = new AtomicLong();
        AtomicInteger number = new AtomicInteger();
        List<Answer> answers = AtOnce.call(CALLERS, n -> () -> {
            long began = System.nanoTime();
            Answer answer = n % 2 == 0
                    ? open.answer(Inbox.wrong(code))
                    : product.portal().begin(other.userName(), other.password() + number.incrementAndGet());
            longestMillis.accumulateAndGet((System.nanoTime() - began) / 1_000_000, Math::max);
            return answer;
        });
        LOG.log(
                System.Logger.Level.INFO,
                "database {0}: {1} callers were answered within {2} ms",
                outage,
                CALLERS,
                longestMillis);
        assertThat(longestMillis.get()).isLessThan(PATIENCE.toMillis());
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(503);
            assertThat(answer.text("code")).isEqualTo("TRY_LATER");
            assertThat(answer.header("Retry-After")).isNotEmpty();
        });
        // By now it is known, and nobody waits for the database any more.
        assertTimeout(KNOWN, () -> soapIsToldToTryLater(office, other, number));
        assertTimeout(KNOWN, () -> healthSaysSo(product));
        assertTimeout(KNOWN, () -> assertThat(open.answer(code).status()).isEqualTo(503));
    }

    private static void healthSaysSo(Product product) {
        assertThat(product.http().get("/health/live").status()).isEqualTo(200);
        assertThat(product.http().get("/api/v1/openapi.yaml").status()).isEqualTo(503);
        Answer ready = product.http().get("/health/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().at("/checks/0/status").asText()).isEqualTo("DOWN");
        assertThat(ready.json().path("checks"))
                .as("what outsiders learn")
                .allSatisfy(check -> assertThat(check.path("data")).isEmpty());
        Answer toOperators = product.operator().http().get("/health/ready");
        assertThat(toOperators.status()).isEqualTo(503);
        assertThat(toOperators.json().at("/checks/0/data/detail").asText()).isNotEmpty();
    }

    /** The database is asked about before anything else: not even the header of a message is looked at. */
    private static void soapIsToldToTryLater(BackOffice office, TestUser user, AtomicInteger number) {
        SoapFace soap = new SoapFace(office);
        List<Face.Step> steps =
                AtOnce.call(CALLERS, () -> soap.begin(user.userName(), user.password() + number.incrementAndGet()));
        SoapAnswer nameless = office.send(BackOffice.envelope("", BackOffice.body("GetState", "")));

        assertThat(steps).allSatisfy(step -> {
            assertThat(step.refusal()).isEqualTo("TRY_LATER");
            assertThat(step.text("faultcode")).endsWith(":Server");
            assertThat(step.text("retryAfterSeconds")).isEqualTo("3");
        });
        assertThat(nameless.code()).as(nameless.toString()).isEqualTo("TRY_LATER");
        assertThat(nameless.status()).isEqualTo(500);
    }

    /** It waits in its queue, and none of it is taken for poison. */
    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "READ_ONLY"})
    void whatCarriersSayMeanwhileIsTakenAfterwards(Outage outage) throws Exception {
        Product product = cluster.a();
        product.inbox().fault("SLOW", 1, Duration.ofSeconds(3));
        List<Portal.Attempt> attempts = Stream.generate(product.operator()::newUser)
                .limit(MESSAGES)
                .map(product.portal()::begin)
                .toList();
        long before = roundsInVain(product);
        long deliveredBefore = deliveriesInVain(product);

        AutoCloseable lasting = outage.begin(cluster);
        try {
            Eventually.get(
                    "rounds of news in vain",
                    RECOVERY.multipliedBy(2),
                    () -> Optional.of(roundsInVain(product) - before).filter(rounds -> rounds >= ROUNDS));
        } finally {
            lasting.close();
        }
        assertThat(deliveriesInVain(product) - deliveredBefore)
                .as("while all rounds are in vain")
                .isLessThanOrEqualTo(CAUGHT);

        attempts.forEach(attempt -> Eventually.get(
                "DELIVERED",
                RECOVERY,
                () -> Optional.of(attempt.state().json().at("/started/state").asText())
                        .filter("DELIVERED"::equals)));
        assertThat(product.operator().http().get("/api/v1/admin/dead-letters").json())
                .isEmpty();
    }

    private static long roundsInVain(Product product) {
        return countLogged(product, "Gateway news ");
    }

    /** After five of them a message is taken for poison. */
    private static long deliveriesInVain(Product product) {
        return countLogged(product, "Gateway news is delivered again");
    }

    private static long countLogged(Product product, String words) {
        try (Stream<String> lines = Files.lines(product.logs().resolve("server.log"))) {
            return lines.filter(line -> line.contains(words)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anAnswerWhoseCommitWasCutOffCountsOnceAndIsToldWhenItIsAskedAgain() {
        Product product = cluster.a();
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        Portal.Attempt marked = attempt.marked(UUID.randomUUID().toString());
        String code = product.inbox().code(user);
        cluster.wire().cutAtCommitAfter("UPDATE login_attempt");

        Answer lost = marked.answer(code);

        assertThat(cluster.wire().cuts()).isEqualTo(1);
        assertThat(lost.status()).as(lost.toString()).isEqualTo(503);
        assertThat(cluster.number(
                        "select count(*) from login_attempt where id = ? and state = 'AUTHENTICATED'", attempt.id()))
                .isEqualTo(1);
        assertThat(attempt.answer(code).status()).isEqualTo(409);
        Answer again = marked.answer(code);
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        assertThat(again.text("state")).isEqualTo("AUTHENTICATED");
        assertThat(attempt.token().status()).isEqualTo(200);
        assertThat(cluster.number(
                        "select count(*) from audit_entry where correlation_id = ? and type = 'LOGIN_FACTOR' and reason = 'OK'",
                        attempt.id()))
                .isEqualTo(1);
    }

    @Test
    void aTokenWhoseCommitWasCutOffIsToldWhenItIsAskedAgain() {
        Product product = cluster.a();
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        Portal.Attempt marked = attempt.marked(UUID.randomUUID().toString());
        assertThat(attempt.answer(product.inbox().code(user)).status()).isEqualTo(200);
        cluster.wire().cutAtCommitAfter("INSERT INTO login_session");

        Answer lost = marked.token();

        assertThat(cluster.wire().cuts()).isEqualTo(1);
        assertThat(lost.status()).as(lost.toString()).isEqualTo(503);
        assertThat(attempt.token().status()).isEqualTo(409);
        Answer again = marked.token();
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        assertThat(product.http()
                        .as(again.text("accessToken"))
                        .get("/api/v1/me")
                        .status())
                .isEqualTo(200);
        assertThat(cluster.number("select count(*) from login_session where attempt_id = ?", attempt.id()))
                .isEqualTo(1);
    }

    @Test
    void aLoginWhoseCommitWasCutOffSendsItsSmsOnceAndGoesOnWhenItIsBegunAgain() {
        Product product = cluster.a();
        TestUser user = product.operator().newUser();
        Portal marked = new Portal(
                product.http().with("Idempotency-Key", UUID.randomUUID().toString()));
        cluster.wire().cutAtCommitAfter("INSERT INTO sms_outbox");

        Answer lost = marked.begin(user.userName(), user.password());

        assertThat(cluster.wire().cuts()).isEqualTo(1);
        assertThat(lost.status()).as(lost.toString()).isEqualTo(503);
        // The order is committed, so it is sent, though nobody was told: once.
        String code = product.inbox().code(user);
        assertThat(product.portal()
                        .begin(user.userName(), user.password())
                        .json()
                        .at("/started/state")
                        .asText())
                .as("without the key it is another login")
                .isEqualTo("COOLDOWN");
        Portal.Attempt begun = Portal.Attempt.of(marked.begin(user.userName(), user.password()), product.http());
        assertThat(begun.answer(code).status()).isEqualTo(200);
        assertThat(begun.token().status()).isEqualTo(200);
        assertThat(product.inbox().texts(user.number())).hasSize(1);
    }

    /** Waiting for a row that somebody holds ends too. */
    @Test
    void aRowThatIsHeldForTooLongIsAnsweredLater() throws Exception {
        Product product = cluster.a();
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);
        try (var connection = cluster.postgres().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select * from login_attempt where id = '" + attempt.id() + "' for update");

            List<Answer> answers = AtOnce.call(3, () -> attempt.answer(Inbox.wrong(code)));

            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(503));
            connection.rollback();
        }
        assertThat(attempt.state().json().at("/started/triesLeft").asInt()).isEqualTo(5);
        assertThat(attempt.answer(code).status()).isEqualTo(200);
    }

    /** Somebody else takes the same rows in the other order, and the database ends the answer's transaction. */
    @Test
    void anAnswerThatADeadlockEndsIsAnsweredLaterAndCountsNothing() throws Exception {
        Product product = cluster.a();
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);
        try (var connection = cluster.postgres().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            // Who waits so long before he looks for a deadlock is not the one that is ended.
            statement.execute("set deadlock_timeout = '1min'");
            connection.setAutoCommit(false);
            statement.execute("select * from login_attempt where id = '" + attempt.id() + "' for update");
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> attempt.answer(Inbox.wrong(code)));
            Eventually.get(
                    "an answer that waits for the row",
                    RECOVERY,
                    () -> Optional.of(cluster.number("select count(*) from pg_locks where not granted"))
                            .filter(waiters -> waiters > 0));

            statement.execute("select * from login_user where id = (select user_id from login_attempt where id = '"
                    + attempt.id() + "') for update");

            Answer ended = waiting.get(RECOVERY.toSeconds(), TimeUnit.SECONDS);
            assertThat(ended.status()).as(ended.toString()).isEqualTo(503);
            assertThat(ended.text("code")).isEqualTo("TRY_LATER");
            connection.rollback();
        }
        assertThat(attempt.state().json().at("/started/triesLeft").asInt()).isEqualTo(5);
        assertThat(attempt.answer(code).status()).isEqualTo(200);
    }
}
