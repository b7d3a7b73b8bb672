package dev.countersign.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final List<List<String>> carried = new ArrayList<>();
    private final Gathering<String> gathering = new Gathering<>(3);

    @Test
    void oneCarrierTakesAllThatWait() {
        add("a");
        add("b");

        assertThat(work).hasSize(1);
        work.remove().run();
        assertThat(carried).containsExactly(List.of("a", "b"));
        assertThat(work).isEmpty();
    }

    @Test
    void newsThatComeAfterTheLastLookAreCarriedToo() {
        gathering.add("a", work::add, queue -> {
            carry(queue);
            add("late");
        });

        work.remove().run();
        assertThat(work).hasSize(1);
        work.remove().run();
        assertThat(carried).startsWith(List.of("a"), List.of("late"));
    }

    @Test
    void newsBeyondTheMostAreLost() {
        add("a");
        add("b");
        add("c");

        assertThat(add("d")).isFalse();
        work.remove().run();
        assertThat(carried).containsExactly(List.of("a", "b", "c"));
        assertThat(add("e")).isTrue();
    }

    @Test
    void whatAFailedCarrierLeavesIsLostAndTheNextIsCarried() {
        gathering.add("a", work::add, queue -> {
            throw new IllegalStateException("no connection");
        });

        assertThatThrownBy(() -> work.remove().run()).isInstanceOf(IllegalStateException.class);
        assertThat(work).isEmpty();
        add("b");
        work.remove().run();
        assertThat(carried).containsExactly(List.of("b"));
    }

    @Test
    void anExecutorThatRefusesOnceIsAskedAgain() {
        assertThatThrownBy(() -> gathering.add(
                        "a",
                        refused -> {
                            throw new RejectedExecutionException();
                        },
                        this::carry))
                .isInstanceOf(RejectedExecutionException.class);

        add("b");
        work.remove().run();
        assertThat(carried).containsExactly(List.of("a", "b"));
    }

    private boolean add(String news) {
        return gathering.add(news, work::add, this::carry);
    }

    private void carry(Queue<String> waiting) {
        List<String> taken = new ArrayList<>();
        for (String next = waiting.poll(); next != null; next = waiting.poll()) {
            taken.add(next);
        }
        carried.add(taken);
    }
}
