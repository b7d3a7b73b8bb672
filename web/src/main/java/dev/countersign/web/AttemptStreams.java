package dev.countersign.web;

import dev.countersign.login.AttemptHints;
import dev.countersign.login.SecondFactor;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The open event streams of this node. Each looks at its row on a hint, and every three seconds without one. */
@ApplicationScoped
public class AttemptStreams {

    private static final long LOOK_SECONDS = 3;

    private final Set<AttemptStream> open = ConcurrentHashMap.newKeySet();

    @Inject
    private SecondFactor secondFactor;

    @Inject
    private AttemptHints hints;

    @Inject
    private Clock clock;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService executor;

    private @Nullable ScheduledFuture<?> looking;

    @PostConstruct
    void begin() {
        looking = executor.scheduleWithFixedDelay(
                () -> open.forEach(AttemptStream::look), LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        ScheduledFuture<?> running = looking;
        if (running != null) {
            running.cancel(false);
        }
        open.forEach(AttemptStream::close);
    }

    void open(String id, String secret, SseEventSink sink, Sse sse) {
        AttemptStream stream = new AttemptStream(() -> secondFactor.find(id, secret), sink, sse, clock, open::remove);
        stream.watch(hints.watch(id, () -> executor.execute(stream::look)));
        open.add(stream);
        stream.look();
    }
}
