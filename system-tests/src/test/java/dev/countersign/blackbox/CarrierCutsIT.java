package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The carrier cuts the line again and again while logins order their SMS. None is lost, and what comes twice is what no answer
 * came for. System property {@code countersign.cuts.orders}: how many SMS (10,000 where the long series run).
 */
@Tag("full")
class CarrierCutsIT {

    private static final System.Logger LOG = System.getLogger(CarrierCutsIT.class.getName());
    private static final int ORDERS = Integer.getInteger("countersign.cuts.orders", 10_000);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The inbox of the simulated carrier keeps 10,000. */
    private static final int BATCH = 500;

    /** A submit_sm after which the line is cut, without an answer. */
    private static final int EVERY = 50;

    private static final int CALLERS = 8;
    private static final Pattern REPEATED = Pattern.compile("sms\\.order key=([0-9a-f-]{36}) event=repeat");

    private static EmbeddedPostgres postgres;
    private static Product product;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        product = Product.onPostgres(Path.of("target/run-cuts"), postgres);
    }

    @AfterAll
    static void stop() throws IOException {
        try {
            product.close();
        } finally {
            postgres.close();
        }
    }

    @Test
    void noneIsLostAndWhatComesTwiceHadNoAnswer() throws SQLException, IOException {
        Map<String, Integer> arrivals = new HashMap<>();
        long before = product.inbox().submitted();
        for (int done = 0; done < ORDERS; done += BATCH) {
            List<TestUser> users = Stream.generate(() -> product.operator().newUser())
                    .limit(BATCH)
                    .toList();
            product.inbox().fault("DISCONNECT", EVERY, Duration.ZERO);
            begin(users);
            Eventually.get(
                    "all are settled", PATIENCE, () -> Optional.of(countOpen()).filter(open -> open == 0));
            product.inbox().fault("NONE");
            for (TestUser user : users) {
                arrivals.put(user.number(), product.inbox().texts(user.number()).size());
            }
        }
        long submits = product.inbox().submitted() - before;

        Map<String, String> keys = keys();
        Set<String> repeated = repeated();
        TreeMap<Integer, Long> histogram = new TreeMap<>(
                arrivals.values().stream().collect(Collectors.groupingBy(times -> times, Collectors.counting())));
        LOG.log(
                System.Logger.Level.INFO,
                "SMS under cuts: " + arrivals.size() + " orders, " + submits + " submit_sm, cut at each " + EVERY
                        + "th, arrived " + histogram + " times, repeated for want of an answer " + repeated.size());
        assertThat(arrivals)
                .hasSize(ORDERS)
                .allSatisfy((number, times) -> assertThat(times).isBetween(1, 2));
        assertThat(keys.keySet()).containsAll(arrivals.keySet());
        arrivals.forEach((number, times) -> {
            if (times > 1) {
                assertThat(repeated).as("the order to " + number).contains(keys.get(number));
            }
        });
        assertThat(submits)
                .isEqualTo(arrivals.values().stream().mapToInt(times -> times).sum());
    }

    private static void begin(List<TestUser> users) {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<CompletableFuture<Portal.Attempt>> begun = users.stream()
                    .map(user ->
                            CompletableFuture.supplyAsync(() -> product.portal().begin(user), callers))
                    .toList();
            begun.forEach(CompletableFuture::join);
        } finally {
            callers.shutdown();
        }
    }

    private static long countOpen() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from sms_outbox where state in ('WAITING', 'QUEUED', 'SUBMITTED')")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key of each order by its number: every user here has one order. */
    private static Map<String, String> keys() throws SQLException {
        Map<String, String> keys = new HashMap<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select e164, message_key from sms_outbox")) {
            while (rows.next()) {
                keys.put(rows.getString(1), rows.getString(2));
            }
        }
        return keys;
    }

    /** Orders that the gateway sent again because nobody had answered, as its log has them. */
    private static Set<String> repeated() throws IOException {
        try (Stream<Path> files = Files.list(product.logs())) {
            return files.filter(Files::isRegularFile)
                    .flatMap(CarrierCutsIT::lines)
                    .flatMap(line -> REPEATED.matcher(line).results())
                    .map((MatchResult found) -> found.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
