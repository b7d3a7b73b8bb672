package dev.countersign.web;

import dev.countersign.health.DatabaseWatch;
import dev.countersign.login.AttemptHints;
import dev.countersign.login.AttemptView;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.SecondFactor;
import dev.countersign.push.PushDesk;
import dev.countersign.sms.CodeDelivery;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedInUser;
import dev.countersign.web.EventStream.Frame;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The open event streams of this node. Each looks at its row on a hint, and every three seconds without one; each for itself, so that
 * none waits for another's row. While the database is away none looks. There are at most so many ({@link OpenStreams}).
 */
@ApplicationScoped
public class EventStreams {

    private static final long LOOK_SECONDS = 3;

    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Inject
    @ConfigProperty(name = "countersign.http.event-streams", defaultValue = "2000")
    private int most;

    private OpenStreams open = new OpenStreams(0);

    @Inject
    private SecondFactor secondFactor;

    @Inject
    private PushDesk push;

    @Inject
    private Sessions sessions;

    @Inject
    private AttemptHints hints;

    @Inject
    private DatabaseWatch database;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService executor;

    private @Nullable ScheduledFuture<?> looking;

    @PostConstruct
    void begin() {
        open = new OpenStreams(most);
        looking = executor.scheduleWithFixedDelay(
                () -> open.list().forEach(stream -> stream.lookBy(executor)),
                LOOK_SECONDS,
                LOOK_SECONDS,
                TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        ScheduledFuture<?> running = looking;
        if (running != null) {
            running.cancel(false);
        }
        open.list().forEach(EventStream::close);
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

    /**
     * Tells how the SMS with a code stands, while the code lives.
     *
     * @param subject what the code is of, as hints name it
     * @param reading what the one who waits may know of it; empty where there is nothing
     */
    void openDelivery(String subject, Supplier<Optional<CodeDelivery>> reading, SseEventSink sink, Sse sse) {
        DeliveryMapper.require(reading.get());
        open(
                subject,
                () -> reading.get()
                        .map(known ->
                                new Frame("delivery", DeliveryMapper.json(known).toString(), false)),
                sink,
                sse);
    }

    /** The same for a session, and no longer than that lives. */
    void openDelivery(
            SignedInUser user, String subject, Supplier<Optional<CodeDelivery>> reading, SseEventSink sink, Sse sse) {
        openDelivery(subject, () -> sessions.isAlive(user) ? reading.get() : Optional.empty(), sink, sse);
    }

    private static Frame frame(AttemptView view) {
        return new Frame(
                "state", LoginMapper.json(view).toString(), view.state().isEnd());
    }

    /** Refuses where the node has no place for another stream: who follows asks from time to time instead. */
    private void open(String subject, Supplier<Optional<Frame>> reading, SseEventSink sink, Sse sse) {
        EventStream stream = new EventStream(
                reading, database::isUp, sink, sse, System::nanoTime, closed -> open.remove(subject, closed));
        if (!open.add(subject, stream)) {
            throw new ProblemException(Problem.of(ProblemCode.TRY_LATER).withRetryAfter(PAUSE));
        }
        stream.watch(hints.watch(subject, () -> stream.lookBy(executor)));
        stream.look();
    }
}
