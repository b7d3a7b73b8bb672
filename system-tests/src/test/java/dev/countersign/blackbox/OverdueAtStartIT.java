package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server that was away for weeks comes back to what ended meanwhile: locks and passcodes, attempts, and SMS that the carrier put
 * off. Each end holds from the first request on, each is written down once, and nothing goes out late.
 */
@Tag("full")
class OverdueAtStartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration AWAY = Duration.ofDays(25);
    private static final int LATE = 40;
    private static final int FAILURES = 10;

    private static Product product;
    private static TestUser locked;
    private static TestUser helped;
    private static String passcode;
    private static Portal.Attempt open;
    private static List<TestUser> late;
    private static List<Portal.Attempt> attempts;

    @BeforeAll
    static void goAwayAndComeBack() {
        product = Product.onH2(Path.of("target/run-overdue"));
        locked = locked();
        helped = product.operator().newUserWithoutNumber();
        passcode = product.operator().newPasscode(helped);
        open = product.portal().begin(helped);
        product.inbox().fault("THROTTLE");
        late = Stream.generate(product.operator()::newUser).limit(LATE).toList();
        attempts = late.stream().map(product.portal()::begin).toList();
        long put = product.inbox().submitted();
        Eventually.get(
                "messages that are put off",
                PATIENCE,
                () -> Optional.of(product.inbox().submitted()).filter(tried -> tried > put));
        product.killServer();
        product.time().advanceAfterKill(AWAY);
        product.startServer();
        product.inbox().fault("NONE");
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    @Test
    void aLockIsOver() {
        assertThat(product.portal().begin(locked).begun().status()).isEqualTo(201);
    }

    @Test
    void aPasscodeOpensNothingAnyMore() {
        assertThat(open.answer(passcode).status()).isEqualTo(410);
        Answer expired = product.portal().begin(helped.userName(), helped.password());
        assertThat(expired.text("code")).as(expired.toString()).isEqualTo("LOGIN_TEMP_EXPIRED");
    }

    @Test
    void anAttemptEndsOnce() {
        assertThat(attempts)
                .allSatisfy(
                        attempt -> assertThat(attempt.answer("000000").status()).isEqualTo(410));
        late.forEach(user -> assertThat(Eventually.get(
                        "the end of the attempt of " + user.userName(),
                        PATIENCE,
                        () -> Optional.of(ends(user)).filter(ends -> !ends.isEmpty())))
                .hasSize(1));
    }

    /** Orders leave in their order: behind the newest there is none of before. */
    @Test
    void aMessageIsNotSentLate() {
        attempts.forEach(attempt -> Eventually.get(
                "an end of its SMS",
                PATIENCE,
                () -> Optional.of(attempt.state().json().at("/started/state").asText())
                        .filter("EXPIRED"::equals)));
        TestUser next = product.operator().newUser();
        product.portal().begin(next);
        assertThat(product.inbox().code(next)).isNotEmpty();
        assertThat(late)
                .allSatisfy(
                        user -> assertThat(product.inbox().texts(user.number())).isEmpty());
    }

    private static TestUser locked() {
        TestUser user = product.operator().newUser();
        for (int i = 0; i < FAILURES; i++) {
            assertThat(product.portal().begin(user.userName(), "Wrong word 1").status())
                    .isEqualTo(401);
        }
        assertThat(product.portal().begin(user.userName(), user.password()).text("code"))
                .isEqualTo("LOGIN_LOCKED");
        return user;
    }

    private static List<String> ends(TestUser user) {
        return new Audit(product.operator().http())
                .list("?subject=" + user.userName()).stream()
                        .map(entry -> entry.path("type").asText())
                        .filter("LOGIN_EXPIRED"::equals)
                        .toList();
    }
}
