package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

    @Test
    void whatEndedWhileTheServerWasAwayIsOverWhenItComesBack() {
        try (Product product = Product.onH2(Path.of("target/run-overdue"))) {
            TestUser locked = locked(product);
            TestUser helped = product.operator().newUserWithoutNumber();
            String passcode = product.operator().newPasscode(helped);
            Portal.Attempt open = product.portal().begin(helped);
            product.inbox().fault("THROTTLE");
            List<TestUser> late =
                    Stream.generate(product.operator()::newUser).limit(LATE).toList();
            List<Portal.Attempt> attempts =
                    late.stream().map(product.portal()::begin).toList();
            long put = product.inbox().submitted();
            Eventually.get(
                    "messages that are put off",
                    PATIENCE,
                    () -> Optional.of(product.inbox().submitted()).filter(tried -> tried > put));

            product.killServer();
            product.time().advanceAfterKill(AWAY);
            product.startServer();

            assertThat(product.portal().begin(locked).begun().status()).isEqualTo(201);
            assertThat(open.answer(passcode).status()).isEqualTo(410);
            Answer expired = product.portal().begin(helped.userName(), helped.password());
            assertThat(expired.text("code")).as(expired.toString()).isEqualTo("LOGIN_TEMP_EXPIRED");
            assertThat(attempts)
                    .allSatisfy(attempt ->
                            assertThat(attempt.answer("000000").status()).isEqualTo(410));
            product.inbox().fault("NONE");
            attempts.forEach(attempt -> Eventually.get(
                    "an end of its SMS",
                    PATIENCE,
                    () -> Optional.of(delivery(attempt)).filter("EXPIRED"::equals)));
            assertNothingIsSentLate(product, late);
            late.forEach(user -> awaitOneEnd(product, user));
        }
    }

    private static TestUser locked(Product product) {
        TestUser user = product.operator().newUser();
        for (int i = 0; i < FAILURES; i++) {
            assertThat(product.portal().begin(user.userName(), "Wrong word 1").status())
                    .isEqualTo(401);
        }
        assertThat(product.portal().begin(user.userName(), user.password()).text("code"))
                .isEqualTo("LOGIN_LOCKED");
        return user;
    }

    /** Orders leave in their order: behind the newest there is none of before. */
    private static void assertNothingIsSentLate(Product product, List<TestUser> late) {
        TestUser next = product.operator().newUser();
        product.portal().begin(next);
        assertThat(product.inbox().code(next)).isNotEmpty();
        assertThat(late)
                .allSatisfy(
                        user -> assertThat(product.inbox().texts(user.number())).isEmpty());
    }

    private static void awaitOneEnd(Product product, TestUser user) {
        List<String> ends = Eventually.get(
                "the end of the attempt of " + user.userName(),
                PATIENCE,
                () -> Optional.of(ends(product, user)).filter(found -> !found.isEmpty()));
        assertThat(ends).hasSize(1);
    }

    private static List<String> ends(Product product, TestUser user) {
        return new Audit(product.operator().http())
                .list("?subject=" + user.userName()).stream()
                        .map(entry -> entry.path("type").asText())
                        .filter("LOGIN_EXPIRED"::equals)
                        .toList();
    }

    private static String delivery(Portal.Attempt attempt) {
        return attempt.state().json().at("/started/state").asText();
    }
}
