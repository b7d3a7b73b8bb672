package dev.countersign.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps of one attempt that come at once. */
@Timeout(60)
class AttemptTurnsTest {

    private final AttemptTurns turns = new AttemptTurns(Duration.ofMillis(1));

    @Test
    void twoOfOneAttemptAreTakenAtATimeAndAThirdIsNot() {
        assertThat(inside("one", 1, () -> turns.take("one", () -> "next"))).contains("next");

        assertThat(inside("one", AttemptTurns.PLACES, () -> turns.take("one", () -> "next")))
                .isEmpty();

        assertThat(turns.take("one", () -> "later")).contains("later");
    }

    @Test
    void anotherAttemptWaitsForNone() {
        assertThat(inside("one", AttemptTurns.PLACES, () -> turns.take("other", () -> "next")))
                .contains("next");
    }

    @Test
    void aStepThatFailsGivesItsPlaceBack() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turns.take("one", () -> {
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
        }

        assertThat(turns.take("one", () -> "next")).contains("next");
    }

    @Test
    void whoeverWaitsGetsTheNextPlace() throws InterruptedException {
        AttemptTurns patient = new AttemptTurns(Duration.ofMinutes(1));
        CountDownLatch inside = new CountDownLatch(AttemptTurns.PLACES);
        CountDownLatch leave = new CountDownLatch(1);
        List<CompletableFuture<Optional<String>>> holders = Stream.generate(() ->
                        CompletableFuture.supplyAsync(() -> patient.take("one", () -> hold(inside, leave))))
                .limit(AttemptTurns.PLACES)
                .toList();
        inside.await();

        CompletableFuture<Optional<String>> waiting =
                CompletableFuture.supplyAsync(() -> patient.take("one", () -> "next"));
        leave.countDown();

        assertThat(waiting.join()).contains("next");
        assertThat(holders).allSatisfy(holder -> assertThat(holder.join()).contains("held"));
    }

    /** What comes of a step while so many others of the attempt are in theirs. */
    private <T> Optional<T> inside(String bearer, int others, Supplier<Optional<T>> step) {
        return others == 0
                ? step.get()
                : turns.take(bearer, () -> inside(bearer, others - 1, step)).orElseThrow();
    }

    private static String hold(CountDownLatch inside, CountDownLatch leave) {
        inside.countDown();
        try {
            leave.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "held";
    }
}
