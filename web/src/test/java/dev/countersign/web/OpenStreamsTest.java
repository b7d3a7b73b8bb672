package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How many event streams there are. */
class OpenStreamsTest {

    private static final int CALLERS = 16;

    private final OpenStreams open = new OpenStreams(8);
    private final List<Integer> closed = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void theSixthOfASubjectEndsItsOldest() {
        for (int i = 0; i < 7; i++) {
            assertThat(add("attempt")).isTrue();
        }

        assertThat(closed).containsExactly(1, 2);
        assertThat(open.list()).hasSize(5);
    }

    @Test
    void thereAreSoManyOfAllSubjectsAndWhoHasHisOwnMayHaveANewerOne() {
        for (int i = 0; i < 5; i++) {
            add("attempt");
        }
        add("b");
        add("c");
        add("d");

        assertThat(add("e")).isFalse();
        assertThat(add("b")).isFalse();
        assertThat(add("attempt")).isTrue();
        assertThat(closed).containsExactly(1);
        assertThat(open.list()).hasSize(8);
    }

    @Test
    void aStreamThatEndsFreesItsPlaceOnce() {
        for (String subject : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
            add(subject);
        }
        EventStream first = open.list().get(0);

        first.close();
        first.close();

        assertThat(add("new")).isTrue();
        assertThat(add("newer")).isFalse();
    }

    @Test
    void aStreamThatIsRefusedTakesNoPlace() {
        OpenStreams one = new OpenStreams(1);
        EventStream stream = stream(one, "a");
        one.add("a", stream);
        EventStream refused = stream(one, "b");

        assertThat(one.add("b", refused)).isFalse();
        refused.close();

        assertThat(one.list()).containsExactly(stream);
    }

    @Test
    void ofParallelOnesNoMoreFindAPlace() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            String subject = i % 2 == 0 ? "one" : "subject-" + i;
            answers.add(callers.submit(() -> {
                start.await();
                return add(subject);
            }));
        }
        callers.shutdown();
        for (Future<Boolean> answer : answers) {
            answer.get();
        }

        assertThat(open.list()).hasSize(8);
        open.list().forEach(EventStream::close);
        assertThat(open.list()).isEmpty();
        for (int i = 0; i < 8; i++) {
            assertThat(add("again-" + i)).isTrue();
        }
    }

    /** It may be ended by newer ones before it was told of hints. */
    @Test
    void aStreamThatHasEndedWatchesNothing() {
        EventStream stream = stream(open, "a");
        AtomicBoolean ended = new AtomicBoolean();
        stream.close();

        stream.watch(() -> ended.set(true));

        assertThat(ended).isTrue();
    }

    private boolean add(String subject) {
        return open.add(subject, stream(open, subject));
    }

    private EventStream stream(OpenStreams places, String subject) {
        int number = made.incrementAndGet();
        AtomicBoolean gone = new AtomicBoolean();
        SseEventSink sink = (SseEventSink) Proxy.newProxyInstance(
                SseEventSink.class.getClassLoader(), new Class<?>[] {SseEventSink.class}, (self, called, arguments) -> {
                    if (called.getName().equals("close") && gone.compareAndSet(false, true)) {
                        closed.add(number);
                    }
                    return called.getName().equals("isClosed") ? gone.get() : null;
                });
        Sse sse = (Sse) Proxy.newProxyInstance(
                Sse.class.getClassLoader(), new Class<?>[] {Sse.class}, (self, called, arguments) -> null);
        return new EventStream(Optional::empty, () -> false, sink, sse, () -> 0, end -> places.remove(subject, end));
    }
}
