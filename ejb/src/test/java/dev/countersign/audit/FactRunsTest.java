package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.FactRuns.Kind;
import dev.countersign.audit.FactRuns.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Which of many like facts are written. */
class FactRunsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Kind KIND = new Kind("user:50", "LOGIN_PASSWORD", "LOCKED");
    private static final int CALLERS = 16;

    private final FactRuns runs = new FactRuns();

    @Test
    void eachKindHasARunOfItsOwn() {
        assertThat(runs.isFirst(KIND, NOW)).isTrue();
        assertThat(runs.isFirst(KIND, NOW)).isFalse();
        assertThat(runs.isFirst(new Kind("user:51", "LOGIN_PASSWORD", "LOCKED"), NOW))
                .isTrue();
        assertThat(runs.isFirst(new Kind("user:50", "PASSWORD_RESET", "LOCKED"), NOW))
                .isTrue();
        assertThat(runs.isFirst(new Kind("user:50", "LOGIN_PASSWORD", "ADDRESS_THROTTLED"), NOW))
                .isTrue();
    }

    @Test
    void aRunIsOverAfterAnHourAndForgottenWhenItEnds() {
        runs.isFirst(KIND, NOW);
        runs.isFirst(KIND, NOW.plus(HOUR));

        assertThat(runs.listOver(NOW.plus(HOUR).minusNanos(1))).isEmpty();
        assertThat(runs.listOver(NOW.plus(HOUR))).containsExactly(KIND);
        assertThat(runs.end(KIND)).contains(new Run(NOW, 1));
        assertThat(runs.end(KIND)).isEmpty();
        assertThat(runs.isFirst(KIND, NOW.plus(HOUR))).isTrue();
    }

    /** Its transaction was rolled back; what came meanwhile was counted. */
    @Test
    void theNextOneTakesThePlaceOfAFirstOneThatWasNotWritten() {
        runs.isFirst(KIND, NOW);
        runs.isFirst(KIND, NOW);
        runs.unwrite(KIND);

        assertThat(runs.isFirst(KIND, NOW)).isTrue();
        assertThat(runs.isFirst(KIND, NOW)).isFalse();
        assertThat(runs.end(KIND)).contains(new Run(NOW, 2));
    }

    @Test
    void aRunThatEndedMeanwhileIsNotHeldAgainstTheNext() {
        runs.isFirst(KIND, NOW);
        runs.end(KIND);
        runs.unwrite(KIND);

        assertThat(runs.isFirst(KIND, NOW)).isTrue();
        assertThat(runs.isFirst(KIND, NOW)).isFalse();
        runs.unwrite(KIND);
        runs.end(KIND);

        assertThat(runs.isFirst(KIND, NOW)).isTrue();
        assertThat(runs.isFirst(KIND, NOW)).isFalse();
    }

    @Test
    void aRunThatBeganInTheFutureIsOver() {
        runs.isFirst(KIND, NOW);

        assertThat(runs.listOver(NOW.minusNanos(1))).containsExactly(KIND);
    }

    @Test
    void whatCouldNotBeWrittenIsCountedWithWhatCameMeanwhile() {
        runs.isFirst(KIND, NOW);
        runs.isFirst(KIND, NOW);
        Run ended = runs.end(KIND).orElseThrow();
        runs.isFirst(KIND, NOW.plus(HOUR));
        runs.isFirst(KIND, NOW.plus(HOUR));

        runs.resume(KIND, ended);

        assertThat(runs.end(KIND)).contains(new Run(NOW, 2));
        runs.resume(KIND, ended);
        assertThat(runs.end(KIND)).contains(ended);
    }

    @Test
    void ofParallelOnesOneIsTheFirst() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        CyclicBarrier start = new CyclicBarrier(CALLERS);

        List<Future<Boolean>> answers = callers.invokeAll(Collections.nCopies(CALLERS, () -> {
            start.await();
            return runs.isFirst(KIND, NOW);
        }));
        callers.shutdown();

        int first = 0;
        for (Future<Boolean> answer : answers) {
            first += answer.get() ? 1 : 0;
        }
        assertThat(first).isEqualTo(1);
        assertThat(runs.end(KIND)).contains(new Run(NOW, CALLERS - 1));
    }
}
