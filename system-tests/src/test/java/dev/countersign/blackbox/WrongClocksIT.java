package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers whose clocks differ by two minutes, and clocks that were an hour fast and are set back: nothing is good twice, nobody is shut out. */
@Tag("full")
@Timeout(600)
class WrongClocksIT {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int GUESSES = 10;

    private static Cluster cluster;
    private static Product a;
    private static Node b;

    @BeforeAll
    static void start() {
        cluster =
                Cluster.start(Cluster.PATIENT, database -> Product.onPostgres(Path.of("target/run-clocks"), database));
        a = cluster.a();
        b = cluster.b();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {120, -120})
    void whatOneServerBeganTheOtherFinishes(long seconds) {
        b.time().advance(Duration.ofSeconds(seconds));
        try {
            TestUser user = a.operator().newUser();
            Portal.Attempt begun = a.portal().begin(user);
            Portal.Attempt onB = begun.at(b.http());

            assertThat(onB.state().text("state")).isEqualTo("FACTOR_PENDING");
            assertThat(onB.answer(a.inbox().code(user)).status()).isEqualTo(200);
            String ofA = begun.token().text("accessToken");
            for (Sessions server : servers()) {
                server.assertAlive(ofA);
                assertThat(server.introspect("token=" + ofA)
                                .json()
                                .path("active")
                                .asBoolean())
                        .isTrue();
            }
            Answer renewed = b.http().as(ofA).post("/api/v1/sessions/current/renew");
            assertThat(renewed.status()).as(renewed.toString()).isEqualTo(200);
            String ofB = renewed.text("accessToken");
            servers().forEach(server -> server.assertAlive(ofB));
        } finally {
            b.time().advance(Duration.ofSeconds(-seconds));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {120, -120})
    void guessesOnBothAreCountedTogether(long seconds) {
        b.time().advance(Duration.ofSeconds(seconds));
        try {
            TestUser user = a.operator().newUser();
            List<Integer> statuses = IntStream.range(0, GUESSES)
                    .mapToObj(n -> (n % 2 == 0 ? a.portal() : b.portal())
                            .begin(user.userName(), "Wrong word 1")
                            .status())
                    .toList();

            assertThat(statuses).containsOnly(401);
            for (Portal portal : List.of(a.portal(), b.portal())) {
                assertThat(portal.begin(user.userName(), user.password()).text("code"))
                        .isEqualTo("LOGIN_LOCKED");
            }
        } finally {
            b.time().advance(Duration.ofSeconds(-seconds));
        }
    }

    @Test
    void whatWasUsedWhileTheClocksWereFastIsNotGoodAgainAndNobodyIsShutOutForLongerThanThat() {
        TestUser byApp = a.operator().newUserWithoutNumber();
        CodeApp app = Account.withoutFactor(a, byApp).addApp(a.time().now());
        TestUser bySms = a.operator().newUser();
        TestUser guessed = a.operator().newUser();
        cluster.advance(HOUR);
        String used = app.code(a.time().now());
        Portal.Attempt fast = a.portal().begin(byApp);
        assertThat(fast.answer(used).status()).isEqualTo(200);
        String token = fast.token().text("accessToken");
        assertThat(a.portal().logIn(bySms, a.inbox())).isNotEmpty();
        IntStream.range(0, GUESSES).forEach(n -> a.portal().begin(guessed.userName(), "Wrong word 1"));

        cluster.advance(HOUR.negated());

        Portal.Attempt back = b.portal().begin(byApp);
        assertThat(back.answer(used).status())
                .as("a code of the hour that is to come")
                .isEqualTo(422);
        assertThat(back.answer(app.code(a.time().now())).status())
                .as("the last step stays")
                .isEqualTo(422);
        assertThat(b.http().as(token).get("/api/v1/me").status()).isIn(200, 401);
        assertThat(b.portal().begin(guessed.userName(), guessed.password()).text("code"))
                .isEqualTo("LOGIN_LOCKED");
        int before = a.inbox().codes(bySms).size();
        Portal.Attempt again = b.portal().begin(bySms);
        assertThat(again.begun().status()).isEqualTo(201);
        // In spite of the pause that lies in the future.
        assertThat(again.answer(a.inbox().code(bySms, before + 1)).status()).isEqualTo(200);
        assertThat(again.token().status()).isEqualTo(200);

        cluster.advance(HOUR.plusMinutes(2));
        Portal.Attempt later = a.portal().begin(byApp);
        assertThat(later.answer(used).status()).as("once").isEqualTo(422);
        assertThat(later.answer(app.code(a.time().now())).status()).isEqualTo(200);
    }

    @Test
    void nothingThatWasIssuedWhileTheClocksWereFastLivesLongerThanItsLife() {
        TestUser user = a.operator().newUser();
        cluster.advance(HOUR);
        Portal.Attempt begun = a.portal().begin(user);
        String code = a.inbox().code(user);
        cluster.advance(HOUR.negated());

        cluster.advance(Duration.ofMinutes(20));

        assertThat(begun.answer(code).status()).as("of a code of ten minutes").isIn(409, 410, 422);
        cluster.advance(HOUR);
    }

    private static List<Sessions> servers() {
        return List.of(
                new Sessions(a.http(), a.operator().http()),
                new Sessions(b.http(), b.http().as(a.operatorToken())));
    }
}
