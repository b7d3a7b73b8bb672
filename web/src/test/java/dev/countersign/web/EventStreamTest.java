package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.web.EventStream.Frame;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a client of an event stream reads, and when. */
class EventStreamTest {

    private final AtomicReference<Optional<Frame>> row = new AtomicReference<>(Optional.of(frame("a")));
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicBoolean readable = new AtomicBoolean(true);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> written = new ArrayList<>();
    private final EventStream stream = new EventStream(
            () -> {
                readings.incrementAndGet();
                return row.get();
            },
            readable::get,
            as(SseEventSink.class, (self, called, arguments) -> switch (called.getName()) {
                case "isClosed" -> closed.get();
                case "close" -> {
                    closed.set(true);
                    yield null;
                }
                case "send" -> {
                    written.add(arguments[0].toString());
                    yield null;
                }
                default -> throw new UnsupportedOperationException(called.getName());
            }),
            as(Sse.class, (self, called, arguments) -> builder()),
            nanos::get,
            gone -> {});

    @Test
    void whatIsNewIsToldOnceAndTheLastThingEndsIt() {
        stream.look();
        stream.look();
        row.set(Optional.of(new Frame("state", "b", true)));
        stream.look();

        assertThat(written).containsExactly("data a", "data b");
        assertThat(closed).isTrue();
    }

    @Test
    void aRowThatIsGoneEndsIt() {
        row.set(Optional.empty());

        stream.look();

        assertThat(closed).isTrue();
        assertThat(written).isEmpty();
    }

    /** The counter of the machine's time may pass its largest number. */
    @Test
    void whoHearsNothingForFifteenSecondsHearsThatItIsAlive() {
        stream.look();
        nanos.addAndGet(Duration.ofSeconds(15).toNanos() - 1);
        stream.look();
        assertThat(written).containsExactly("data a");

        nanos.incrementAndGet();
        stream.look();

        assertThat(written).containsExactly("data a", "comment alive");
    }

    @Test
    void withoutADatabaseNothingIsReadAndTheHeartGoesOn() {
        readable.set(false);
        nanos.addAndGet(Duration.ofSeconds(15).toNanos());

        stream.look();

        assertThat(readings).hasValue(0);
        assertThat(written).containsExactly("comment alive");
    }

    @Test
    void manyHintsAreOneLookAndOneThatComesDuringItIsAnother() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        stream.lookBy(waiting::add);
        stream.lookBy(waiting::add);
        assertThat(waiting).hasSize(1);
        assertThat(readings).hasValue(0);

        waiting.remove().run();
        assertThat(readings).hasValue(1);
        stream.lookBy(waiting::add);

        assertThat(waiting).hasSize(1);
    }

    private static Frame frame(String data) {
        return new Frame("state", data, false);
    }

    /** Says in words what was built. */
    private static OutboundSseEvent.Builder builder() {
        List<String> said = new ArrayList<>();
        return as(OutboundSseEvent.Builder.class, (proxy, called, arguments) -> switch (called.getName()) {
            case "build" -> event(String.join(" ", said));
            case "data", "comment" -> {
                said.add(called.getName() + " " + arguments[arguments.length - 1]);
                yield proxy;
            }
            default -> proxy;
        });
    }

    private static OutboundSseEvent event(String said) {
        return as(OutboundSseEvent.class, (proxy, called, arguments) -> said);
    }

    private static <T> T as(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
