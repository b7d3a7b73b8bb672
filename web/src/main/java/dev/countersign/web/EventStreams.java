package dev.countersign.web;

import dev.countersign.health.DatabaseWatch;
import dev.countersign.login.AttemptHints;
import dev.countersign.login.AttemptView;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.SecondFactor;
import dev.countersign.push.PushDesk;
import dev.countersign.web.EventStream.Frame;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The open event streams of this node. Each looks at its row on a hint, and every three seconds without one; each for itself, so that
 * none waits for another's row. While the database is away none looks.
 */
@ApplicationScoped
public class EventStreams {

    private static final long LOOK_SECONDS = 3;

    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();

    @Inject
    private SecondFactor secondFactor;

    @Inject
    private PushDesk push;

    @Inject
    private AttemptHints hints;

    @Inject
    private DatabaseWatch database;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService executor;

    private @Nullable ScheduledFuture<?> looking;

    @PostConstruct
    void begin() {
        looking = executor.scheduleWithFixedDelay(
                () -> open.forEach(stream -> stream.lookBy(executor)), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        ScheduledFuture<?> running = looking;
        if (running != null) {
            running.cancel(false);
        }
        open.forEach(EventStream::close);
    }

    /** Tells of an attempt until it ends. */
    void openAttempt(String id, String secret, SseEventSink sink, Sse sse) {
        open(
                id,
                () -> secondFactor.find(id, secret) instanceof Granted<AttemptView> found
                        ? Optional.of(frame(found.value()))
                        : Optional.empty(),
                sink,
                sse);
    }

    /** Tells an app what waits for its users, as long as it listens. */
    void openRequests(UUID installation, String token, SseEventSink sink, Sse sse) {
        open(
                installation.toString(),
                () -> push.watch(installation, token)
                        .map(waiting ->
                                new Frame("requests", PushMapper.json(waiting).toString(), false)),
                sink,
                sse);
    }

    private static Frame frame(AttemptView view) {
        return new Frame(
                "state", LoginMapper.json(view).toString(), view.state().isEnd());
    }

    private void open(String hinted, Supplier<Optional<Frame>> reading, SseEventSink sink, Sse sse) {
        EventStream stream = new EventStream(reading, database::isUp, sink, sse, System::nanoTime, open::remove);
        stream.watch(hints.watch(hinted, () -> stream.lookBy(executor)));
        open.add(stream);
        stream.look();
    }
}
