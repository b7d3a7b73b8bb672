package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL at each point of an SMS's way: before its commit, after it, between submit_sm and submit_sm_resp, and after the commit
 * that follows submit_sm_resp. Only the carrier's counter is believed about what was sent. System property
 * {@code countersign.kill.messages}: how many messages are under way at each point, over all kills (100).
 */
@Tag("full")
class SmsUnderKillIT {

    private static final System.Logger LOG = System.getLogger(SmsUnderKillIT.class.getName());
    private static final int MESSAGES = Integer.getInteger("countersign.kill.messages", 100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Messages under way at one kill. */
    private static final int BATCH = 20;

    /** Logins that wait before their commit at one kill; the driver would give up soon. */
    private static final int HELD = 4;

    /** submit_sm without an answer at one time. */
    private static final int WINDOW = 10;

    /** Long enough to kill the server before the carrier answers. */
    private static final Duration LATE = Duration.ofSeconds(4);

    private static EmbeddedPostgres postgres;
    private static Product product;

    private final Random random = new Random();
    private final TreeMap<String, Integer> histogram = new TreeMap<>();

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        product = Product.onPostgres(Path.of("target/run-kill-sms"), postgres);
    }

    @AfterAll
    static void stop() throws IOException {
        try {
            product.close();
        } finally {
            postgres.close();
        }
    }

    @AfterEach
    void report() {
        product.inbox().fault("NONE");
        LOG.log(System.Logger.Level.INFO, "SMS under kill: " + histogram);
    }

    /** The caller gets an error, no row is left and nothing is sent. */
    @Test
    void beforeTheCommitNothingIsSent() throws SQLException {
        for (int done = 0; done < MESSAGES; done += HELD) {
            List<TestUser> users = users(HELD);
            long before = product.inbox().submitted();
            List<CompletableFuture<Optional<Answer>>> calls = killWhileHeld(users);
            calls.forEach(call -> assertThat(call.join()).as("an error").isEmpty());

            product.startServer();

            TestUser next = product.operator().newUser();
            product.portal().begin(next);
            product.inbox().code(next);
            for (TestUser user : users) {
                assertThat(countRows(user)).isZero();
                assertThat(product.inbox().texts(user.number())).isEmpty();
            }
            assertThat(product.inbox().submitted() - before)
                    .as("the next one's")
                    .isEqualTo(1);
            count("kills before the commit", 1);
            count("logins killed before the commit", users.size());
        }
    }

    /** What was answered is sent once, by the server that follows. */
    @Test
    void afterTheCommitItIsSentOnce() {
        for (int done = 0; done < MESSAGES; done += BATCH) {
            List<TestUser> users = users(BATCH);
            product.killCarrier();
            List<Portal.Attempt> attempts = begin(users);
            product.killServer();

            product.startBoth();

            for (int i = 0; i < users.size(); i++) {
                assertThat(attempts.get(i)
                                .answer(product.inbox().code(users.get(i)))
                                .status())
                        .isEqualTo(200);
            }
            TestUser next = product.operator().newUser();
            product.portal().begin(next);
            product.inbox().code(next);
            for (TestUser user : users) {
                assertThat(product.inbox().texts(user.number())).hasSize(1);
                assertThat(countRows(user)).isEqualTo(1);
            }
            assertThat(product.inbox().submitted()).isEqualTo(users.size() + 1);
            count("kills after the commit", 1);
            count("messages killed after the commit", users.size());
        }
    }

    /** What the carrier took and the gateway wrote down is not sent again. */
    @Test
    void afterTheCommitThatFollowsTheAnswerNothingIsSent() {
        for (int done = 0; done < MESSAGES; done += BATCH) {
            List<TestUser> users = users(BATCH);
            long before = product.inbox().submitted();
            List<Portal.Attempt> attempts = begin(users);
            attempts.forEach(attempt -> awaitState(attempt, "SENT", "DELIVERED"));
            assertThat(product.inbox().submitted() - before).isEqualTo(users.size());
            // One more that is uncertain: when it is repeated, all that are repeated have been.
            product.inbox().fault("NO_RECEIPT", 1, LATE);
            Portal.Attempt uncertain = product.portal().begin(product.operator().newUser());
            awaitSubmitted(before + users.size() + 1);
            product.killServer();
            product.inbox().fault("NONE");

            product.startServer();

            awaitState(uncertain, "DELIVERED");
            for (TestUser user : users) {
                assertThat(product.inbox().texts(user.number())).hasSize(1);
                assertThat(countRows(user)).isEqualTo(1);
            }
            assertThat(product.inbox().submitted() - before).isEqualTo(users.size() + 2);
            count("kills after the commit that follows the answer", 1);
            count("messages killed after the commit that follows the answer", users.size());
        }
    }

    /** Between submit_sm and its answer: a receipt decides, or one repeat with the same text. */
    @Test
    void whatIsUncertainIsRepeatedOnceAtMost() {
        for (int done = 0; done < MESSAGES; done += WINDOW) {
            boolean receipts = done / WINDOW % 2 == 1;
            List<TestUser> users = users(WINDOW);
            long before = product.inbox().submitted();
            product.inbox().fault(receipts ? "SLOW" : "NO_RECEIPT", 1, LATE);
            List<Portal.Attempt> attempts = begin(users);
            awaitSubmitted(before + 1 + random.nextInt(WINDOW));
            product.killServer();
            product.inbox().fault("NONE");

            product.startServer();

            attempts.forEach(attempt -> awaitState(attempt, "DELIVERED"));
            count(receipts ? "kills with receipts" : "kills without receipts", 1);
            for (int i = 0; i < users.size(); i++) {
                List<String> texts = product.inbox().texts(users.get(i).number());
                assertThat(texts).as("a receipt decides").hasSizeBetween(1, receipts ? 1 : 2);
                assertThat(texts.stream().distinct()).hasSize(1);
                assertThat(countRows(users.get(i))).isEqualTo(1);
                assertThat(attempts.get(i)
                                .answer(product.inbox().code(users.get(i)))
                                .status())
                        .isEqualTo(200);
                count("sent " + texts.size() + " times " + (receipts ? "with receipts" : "without receipts"), 1);
            }
        }
    }

    /** Lets no audit entry be written, so that no login comes to its commit, and kills the server while they wait. */
    private List<CompletableFuture<Optional<Answer>>> killWhileHeld(List<TestUser> users) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table audit_entry in share mode");
            List<CompletableFuture<Optional<Answer>>> calls = users.stream()
                    .map(user -> CompletableFuture.supplyAsync(() -> beginUnlessKilled(user)))
                    .toList();
            Eventually.get(
                    "a login before its commit",
                    PATIENCE,
                    () -> Optional.of(countHeld()).filter(held -> held > random.nextInt(users.size())));
            product.killServer();
            connection.rollback();
            return calls;
        }
    }

    private static Optional<Answer> beginUnlessKilled(TestUser user) {
        try {
            return Optional.of(product.portal().begin(user.userName(), user.password()))
                    .filter(answer -> answer.status() < 500);
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static List<Portal.Attempt> begin(List<TestUser> users) {
        ExecutorService programs = Executors.newFixedThreadPool(4);
        try {
            List<CompletableFuture<Portal.Attempt>> begun = users.stream()
                    .map(user ->
                            CompletableFuture.supplyAsync(() -> product.portal().begin(user), programs))
                    .toList();
            return begun.stream().map(CompletableFuture::join).toList();
        } finally {
            programs.shutdown();
        }
    }

    private static List<TestUser> users(int count) {
        Supplier<TestUser> newUser = () -> product.operator().newUser();
        return Stream.generate(newUser).limit(count).toList();
    }

    private static void awaitSubmitted(long messages) {
        Eventually.get(
                "submit_sm number " + messages,
                PATIENCE,
                () -> Optional.of(product.inbox().submitted()).filter(now -> now >= messages));
    }

    private static void awaitState(Portal.Attempt attempt, String... states) {
        Eventually.get(
                String.join(" or ", states),
                PATIENCE,
                () -> Optional.of(attempt.state().json().at("/started/state").asText())
                        .filter(List.of(states)::contains));
    }

    /** Transactions that wait to write their audit entry. */
    private static int countHeld() {
        return count(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query ilike ?",
                "insert into audit_entry%");
    }

    private static int countRows(TestUser user) {
        return count("select count(*) from sms_outbox where e164 = ?", user.number());
    }

    private static int count(String query, String argument) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, argument);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void count(String what, int more) {
        histogram.merge(what, more, Integer::sum);
    }
}
