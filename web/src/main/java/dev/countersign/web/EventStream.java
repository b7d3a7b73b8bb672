package dev.countersign.web;

import dev.countersign.login.AttemptHints.Registration;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One client that reads events. One goes out when something changed, a comment every 15 s. */
final class EventStream {

    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Supplier<Optional<Frame>> reading;
    private final SseEventSink sink;
    private final Sse sse;
    private final Clock clock;
    private final Consumer<EventStream> whenClosed;

    private String lastSeen = "";
    private Instant lastWrite = Instant.EPOCH;
    private @Nullable Registration registration;

    /**
     * What there is to tell now.
     *
     * @param event name of the event
     * @param data goes out where it is another than last time
     * @param isLast whether nothing can follow
     */
    record Frame(String event, String data, boolean isLast) {}

    /** @param reading empty where there is nothing to read any more */
    EventStream(
            Supplier<Optional<Frame>> reading,
            SseEventSink sink,
            Sse sse,
            Clock clock,
            Consumer<EventStream> whenClosed) {
        this.reading = reading;
        this.sink = sink;
        this.sse = sse;
        this.clock = clock;
        this.whenClosed = whenClosed;
    }

    synchronized void watch(Registration hints) {
        registration = hints;
    }

    /** Reads the row and tells what is new. A database that is away is told by nothing; the next look comes soon. */
    synchronized void look() {
        try {
            if (sink.isClosed()) {
                close();
            } else {
                reading.get().ifPresentOrElse(this::tell, this::close);
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "An event stream could not look", e);
        }
    }

    synchronized void close() {
        Registration hints = registration;
        if (hints != null) {
            hints.close();
        }
        sink.close();
        whenClosed.accept(this);
    }

    private void tell(Frame frame) {
        Instant now = clock.instant();
        if (!frame.data().equals(lastSeen)) {
            lastSeen = frame.data();
            lastWrite = now;
            sink.send(sse.newEventBuilder()
                    .name(frame.event())
                    .mediaType(MediaType.TEXT_PLAIN_TYPE)
                    .data(String.class, frame.data())
                    .build());
        } else if (!now.isBefore(lastWrite.plus(HEARTBEAT))) {
            lastWrite = now;
            sink.send(sse.newEventBuilder().comment("alive").build());
        }
        if (frame.isLast()) {
            close();
        }
    }
}
