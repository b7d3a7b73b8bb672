package dev.countersign.web;

import dev.countersign.health.DatabaseWatch;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Optional;

/**
 * Answers 503 at once while the database is known to be away; SOAP asks {@link #refusal} itself. Without it each caller would hold a thread until a time-out
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
        refusal(database).map(Problem::response).ifPresent(request::abortWith);
    }

    /** What is to be answered while the database is away; empty while it is not. */
    public static Optional<Problem> refusal(DatabaseWatch database) {
        return database.isUp()
                ? Optional.empty()
                : Optional.of(Problem.of(ProblemCode.TRY_LATER).withRetryAfter(PAUSE));
    }
}
