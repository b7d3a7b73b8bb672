package dev.countersign.announce;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The server's threads for paced work. To be asked at the start: what ends a message's delivery can look up no name. */
@ApplicationScoped
public class PacedThreads {

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService timer;

    /** Runs one caller's work as {@link Paced} says. */
    public Executor every(Duration pause) {
        return new Paced(pause, executor, timer);
    }
}
