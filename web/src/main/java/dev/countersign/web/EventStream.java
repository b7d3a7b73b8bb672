package dev.countersign.web;

import dev.countersign.login.AttemptHints.Registration;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One client that reads events. One goes out when something changed, a comment when there was nothing to tell for 15 s. */
final class EventStream {

    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Supplier<Optional<Frame>> reading;
    private final SseEventSink sink;
    private final Sse sse;
    private final BooleanSupplier readable;
    private final LongSupplier nanoTime;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Consumer<EventStream> whenClosed;

    private String lastSeen = "";
    private long lastWrite;
    private @Nullable Registration registration;
    private boolean closed;

    /**
     * What there is to tell now.
     *
     * @param event name of the event
     * @param data goes out where it is another than last time
     * @param isLast whether nothing can follow
     */
    record Frame(String event, String data, boolean isLast) {}

    /**
     * @param reading empty where there is nothing to read any more
     * @param readable whether reading makes sense now
     * @param nanoTime time that nobody sets, as {@link System#nanoTime}
     */
    EventStream(
            Supplier<Optional<Frame>> reading,
            BooleanSupplier readable,
            SseEventSink sink,
            Sse sse,
            LongSupplier nanoTime,
            Consumer<EventStream> whenClosed) {
        this.reading = reading;
        this.readable = readable;
        this.sink = sink;
        this.sse = sse;
        this.nanoTime = nanoTime;
        this.whenClosed = whenClosed;
        this.lastWrite = nanoTime.getAsLong();
    }

    /** Takes over the registration, also to end it if the stream has ended by then. */
    synchronized void watch(Registration hints) {
        registration = hints;
        if (closed) {
            hints.close();
        }
    }

    /** Looks by and by: once for all who ask before it begins. */
    void lookBy(Executor executor) {
        if (asked.compareAndSet(false, true)) {
            try {
                executor.execute(() -> {
                    asked.set(false);
                    look();
                });
            } catch (RejectedExecutionException | OutOfMemoryError e) { // the latter where no thread can begin
                asked.set(false);
            }
        }
    }

    /** Reads the row and tells what is new. A database that is away is told by nothing; the next look comes soon. */
    synchronized void look() {
        try {
            if (closed || sink.isClosed()) {
                close();
            } else if (!readable.getAsBoolean()) {
                beat();
            } else {
                reading.get().ifPresentOrElse(this::tell, this::close);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "An event stream could not look", e);
        }
    }

    synchronized void close() {
        closed = true;
        Registration hints = registration;
        if (hints != null) {
            hints.close();
        }
        sink.close();
        whenClosed.accept(this);
    }

    private void tell(Frame frame) {
        if (!frame.data().equals(lastSeen)) {
            lastSeen = frame.data();
            lastWrite = nanoTime.getAsLong();
            sink.send(sse.newEventBuilder()
                    .name(frame.event())
                    .mediaType(MediaType.TEXT_PLAIN_TYPE)
                    .data(String.class, frame.data())
                    .build());
        } else {
            beat();
        }
        if (frame.isLast()) {
            close();
        }
    }

    private void beat() {
        long now = nanoTime.getAsLong();
        if (now - lastWrite >= HEARTBEAT.toNanos()) {
            lastWrite = now;
            sink.send(sse.newEventBuilder().comment("alive").build());
        }
    }
}
