package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A carrier that throttles, dawdles, cuts the line or is away: no living order is lost, none goes out dead or twice. */
@Tag("full")
@ExtendWith(ProductExtension.class)
class CarrierFaultsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);

    /** Messages without an answer at one time. */
    private static final long WINDOW = 10;

    private final Product product;

    CarrierFaultsIT(Product product) {
        this.product = product;
    }

    @AfterEach
    void heal() {
        product.inbox().fault("NONE");
    }

    @Test
    void everyMessageArrivesOnceWhileEverySecondOneIsThrottled() {
        List<TestUser> users = users(Rounds.of(20, 1_000));
        long before = product.inbox().submitted();
        product.inbox().fault("THROTTLE", 2, Duration.ZERO);

        users.forEach(user -> product.portal().begin(user));

        users.forEach(user -> product.inbox().code(user));
        assertThat(users)
                .allSatisfy(
                        user -> assertThat(product.inbox().texts(user.number())).hasSize(1));
        // Every second one is throttled, so each takes two on the average; a gateway without pauses would not be told
        // apart
        // by this, one that repeats in a loop is.
        assertThat(product.inbox().submitted() - before).isBetween(2L * users.size() - 1, 4L * users.size());
    }

    @Test
    void aSlowCarrierHoldsUpNoLogin() {
        List<TestUser> users = users(12);
        long before = product.inbox().submitted();
        // Longer than all the logins take, and shorter than the gateway's patience.
        product.inbox().fault("SLOW", 1, Duration.ofSeconds(7));

        List<Portal.Attempt> attempts =
                users.stream().map(user -> product.portal().begin(user)).toList();

        assertThat(attempts)
                .allSatisfy(attempt -> assertThat(attempt.state().text("state")).isEqualTo("FACTOR_PENDING"));
        assertThat(product.inbox().submitted() - before)
                .as("all have begun while the carrier has answered nothing yet")
                .isBetween(0L, WINDOW);
        // Two windows full: when the last one arrives, the first ones would have been repeated if they were to be.
        users.forEach(user -> product.inbox().code(user));
        assertThat(users)
                .allSatisfy(
                        user -> assertThat(product.inbox().texts(user.number())).hasSize(1));
    }

    @Test
    void aMessageWhoseAnswerWasCutOffIsSettledByItsReceipt() {
        TestUser user = product.operator().newUser();
        long before = product.inbox().submitted();
        product.inbox().fault("DISCONNECT");

        Portal.Attempt attempt = product.portal().begin(user);

        awaitDelivery(attempt, "DELIVERED");
        assertThat(product.inbox().texts(user.number())).hasSize(1);
        assertThat(product.inbox().submitted() - before).isEqualTo(1);
    }

    @Test
    void aRefusalByReceiptIsTold() {
        TestUser user = product.operator().newUser();
        product.inbox().fault("NEGATIVE_RECEIPT");

        awaitDelivery(product.portal().begin(user), "FAILED");
    }

    @Test
    void whatNobodyCouldSendInTimeIsNeverSent() {
        List<TestUser> late = users(3);
        product.killCarrier();
        List<Portal.Attempt> attempts =
                late.stream().map(user -> product.portal().begin(user)).toList();

        awaitDelivery(attempts.get(0), "NO_CARRIER");

        product.time().advance(CODE_LIFE.plusSeconds(1));

        attempts.forEach(attempt -> awaitDelivery(attempt, "EXPIRED"));
        product.startCarrier();
        TestUser next = product.operator().newUser();
        product.portal().begin(next);
        // Orders leave in their order: behind this one there is none of before.
        assertThat(product.inbox().code(next)).isNotEmpty();
        assertThat(late)
                .allSatisfy(
                        user -> assertThat(product.inbox().texts(user.number())).isEmpty());
    }

    private void awaitDelivery(Portal.Attempt attempt, String state) {
        Eventually.get(
                state,
                PATIENCE,
                () -> Optional.of(attempt.state().json().at("/started/state").asText())
                        .filter(state::equals));
    }

    private List<TestUser> users(int count) {
        return Stream.generate(() -> product.operator().newUser()).limit(count).toList();
    }
}
