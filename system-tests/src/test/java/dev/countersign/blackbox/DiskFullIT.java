package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.Portal.Attempt;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A disk is full: that of queues, transaction log, deployment and server log, or that of the database. Nothing succeeds without its
 * row, callers are told, and nobody has to help when there is room again but who runs the process.
 */
@Tag("full")
class DiskFullIT {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final int MOST_LOGINS = 500;

    private static SmallDisk disk;
    private static SmallDisk databaseDisk;
    private static EmbeddedPostgres postgres;
    private static Product product;

    @BeforeAll
    static void start() throws Exception {
        disk = SmallDisk.mount(Path.of("target/run-disk"), 400);
        databaseDisk = SmallDisk.mount(Path.of("target/run-disk-database"), 256);
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .setDataDirectory(databaseDisk.path().resolve("data"))
                .start();
        product = Product.onPostgres(disk.path().resolve("run"), postgres);
    }

    @AfterAll
    static void stop() throws Exception {
        if (product != null) {
            product.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        for (SmallDisk mounted : List.of(disk, databaseDisk)) {
            mounted.close();
        }
    }

    @AfterEach
    void free() {
        disk.free();
        databaseDisk.free();
    }

    @Test
    void aFullDiskOfTheServerStopsNoLoginAndTheLogGoesOnAfterwards() throws Exception {
        logIn();
        disk.fill();

        for (int i = 0; i < 20; i++) {
            logIn();
        }
        Answer ready = product.http().get("/health/ready");
        assertThat(ready.status()).as(ready.toString()).isEqualTo(200);
        assertThat(product.http().get("/health/live").status()).isEqualTo(200);

        disk.free();
        String attempt = logIn();

        assertThat(Files.readString(product.logs().resolve("server.log"))).contains(attempt);
    }

    @Test
    void aBrokerThatCannotWriteEndsTheProcessAndNoOrderIsLost() throws Exception {
        List<TestUser> users = IntStream.range(0, 20)
                .mapToObj(any -> product.operator().newUser())
                .toList();
        Path journal = product.journal().resolve("journal");
        SmallDisk.takeReserve(journal);
        disk.fill();

        List<Begun> begun = new ArrayList<>();
        for (TestUser user : users) {
            tryToBegin(user).ifPresent(begun::add);
        }
        int exitCode = product.awaitServerEnd(RECOVERY);

        assertThat(exitCode).isEqualTo(74);
        assertThat(begun).isNotEmpty();
        disk.free();
        SmallDisk.giveReserve(journal);
        product.startServer();
        for (Begun one : begun) {
            assertThat(decisions("LOGIN_PASSWORD", one.attempt().id())).isEqualTo(1);
            assertThat(one.attempt().answer(product.inbox().code(one.user())).status())
                    .isEqualTo(200);
            assertThat(one.attempt().token().status()).isEqualTo(200);
        }
        logIn();
        // As after a kill: what was at the carrier in that moment may come once more, with the same text.
        for (Begun one : begun) {
            List<String> texts = product.inbox().texts(one.user().number());
            assertThat(texts).hasSizeLessThanOrEqualTo(2);
            assertThat(Set.copyOf(texts)).hasSize(1);
        }
    }

    @Test
    void whereTheDatabaseHasNoRoomLoginsAreRefusedUntilItHas() throws Exception {
        List<TestUser> users = IntStream.range(0, 20)
                .mapToObj(any -> product.operator().newUser())
                .toList();
        TestUser user = product.operator().newUser();
        Attempt open = product.portal().begin(user);
        String code = product.inbox().code(user);
        // A log segment of its own, so that it is tables that find no room.
        execute("select pg_switch_wal()");
        execute("checkpoint");
        databaseDisk.fill();

        List<String> begun = new ArrayList<>();
        Answer last =
                product.portal().begin(users.get(0).userName(), users.get(0).password());
        for (int i = 1; last.status() == 201 && i < MOST_LOGINS; i++) {
            begun.add(last.text("id"));
            TestUser next = users.get(i % users.size());
            last = product.portal().begin(next.userName(), next.password());
        }
        Answer answered = open.answer(code);

        assertThat(last.status()).as(last.toString()).isEqualTo(503);
        assertThat(last.text("code")).isEqualTo("TRY_LATER");
        assertThat(last.header("Retry-After")).isNotEmpty();
        assertThat(answered.status()).as(answered.toString()).isIn(200, 503);
        assertThat(product.http().get("/health/live").status()).isEqualTo(200);
        databaseDisk.free();
        Eventually.get(
                "ready again",
                RECOVERY,
                () -> Optional.of(product.http().get("/health/ready")).filter(ready -> ready.status() == 200));
        for (String id : begun) {
            assertThat(decisions("LOGIN_PASSWORD", id)).isEqualTo(1);
        }
        assertThat(decisions("LOGIN_FACTOR", open.id())).isEqualTo(answered.status() == 200 ? 1 : 0);
        if (answered.status() == 503) {
            assertThat(open.answer(code).status()).isEqualTo(200);
        }
        assertThat(open.token().status()).isEqualTo(200);
        logIn();
    }

    private record Begun(TestUser user, Attempt attempt) {}

    /** With its row, or not at all: refused, cut off, or 404 for the moment in which the application is gone and the process not yet. */
    private static Optional<Begun> tryToBegin(TestUser user) {
        Http http = product.http();
        HttpRequest request = http.request("/api/v1/logins")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Portal.json(user.userName(), user.password()).toString()))
                .build();
        try {
            HttpResponse<String> response = Http.exchange(request, HttpResponse.BodyHandlers.ofString());
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
            assertThat(answer.status()).as(answer.toString()).isIn(201, 404, 503);
            return Optional.of(answer)
                    .filter(begun -> begun.status() == 201)
                    .map(begun -> new Begun(user, Attempt.of(begun, http)));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** A login by SMS with both of its rows; its id. */
    private static String logIn() throws SQLException {
        TestUser user = product.operator().newUser();
        Attempt attempt = product.portal().begin(user);
        assertThat(attempt.answer(product.inbox().code(user)).status()).isEqualTo(200);
        assertThat(attempt.token().status()).isEqualTo(200);
        assertThat(decisions("LOGIN_PASSWORD", attempt.id())).isEqualTo(1);
        assertThat(decisions("LOGIN_FACTOR", attempt.id())).isEqualTo(1);
        return attempt.id();
    }

    /** Entries of the audit about a login that went well so far. */
    private static int decisions(String type, String attempt) throws SQLException {
        String query = "select count(*) from audit_entry where type = ? and correlation_id = ? and reason = 'OK'";
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, type);
            statement.setString(2, attempt);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
