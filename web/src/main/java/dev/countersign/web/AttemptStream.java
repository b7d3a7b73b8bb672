package dev.countersign.web;

import dev.countersign.login.AttemptHints.Registration;
import dev.countersign.login.AttemptView;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.login.LoginOutcome;
import dev.countersign.login.LoginOutcome.Granted;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One client that reads the events of an attempt. An event goes out when something changed, a comment every 15 s. */
final class AttemptStream {

    private static final System.Logger LOG = System.getLogger(AttemptStream.class.getName());
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Supplier<LoginOutcome<AttemptView>> reading;
    private final SseEventSink sink;
    private final Sse sse;
    private final Clock clock;
    private final Consumer<AttemptStream> whenClosed;

    private List<Object> lastSeen = List.of();
    private Instant lastWrite = Instant.EPOCH;
    private @Nullable Registration registration;

    AttemptStream(
            Supplier<LoginOutcome<AttemptView>> reading,
            SseEventSink sink,
            Sse sse,
            Clock clock,
            Consumer<AttemptStream> whenClosed) {
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
            } else if (reading.get() instanceof Granted<AttemptView> found) {
                tell(found.value());
            } else {
                close();
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

    private void tell(AttemptView view) {
        List<Object> seen = List.of(
                view.state(),
                view.started().map(Started::state),
                view.started().map(Started::triesLeft),
                view.started().flatMap(Started::resendAt),
                view.started().flatMap(Started::challenge));
        Instant now = clock.instant();
        if (!seen.equals(lastSeen)) {
            lastSeen = seen;
            lastWrite = now;
            sink.send(sse.newEventBuilder()
                    .name("state")
                    .mediaType(MediaType.TEXT_PLAIN_TYPE)
                    .data(String.class, LoginMapper.json(view).toString())
                    .build());
        } else if (!now.isBefore(lastWrite.plus(HEARTBEAT))) {
            lastWrite = now;
            sink.send(sse.newEventBuilder().comment("alive").build());
        }
        if (view.state().isEnd()) {
            close();
        }
    }
}
