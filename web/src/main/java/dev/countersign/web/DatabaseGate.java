package dev.countersign.web;

import dev.countersign.health.DatabaseWatch;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/**
 * Answers 503 at once while the database is known to be away. Without it each caller would hold a thread until a time-out
 * of its own, and soon there would be none left to answer with.
 */
@Provider
@PreMatching
public class DatabaseGate implements ContainerRequestFilter {

    private static final Duration PAUSE = Duration.ofSeconds(3);

    @Inject
    private DatabaseWatch database;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!database.isUp()) {
            request.abortWith(
                    Problem.of(ProblemCode.TRY_LATER).withRetryAfter(PAUSE).response());
        }
    }
}
