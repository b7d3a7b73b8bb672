package dev.countersign.metrics;

import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;

/** Times requests by route, method and class of status. */
@ApplicationScoped
public class Requests {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    /** Upper bounds of the histogram's buckets. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25), Duration.ofMillis(50),
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10)
    };

    @Inject
    private Meters meters;

    /**
     * Notes a request that was answered.
     *
     * @param route path with the names of its parameters, never their values; such as {@code /logins/{id}}
     * @param status HTTP status
     */
    public void record(String route, String method, int status, Duration time) {
        Timer.builder("countersign.http.requests")
                .description("From the arrival of a request to the beginning of its answer")
                .tag("route", route)
                .tag("method", METHODS.contains(method) ? method : "OTHER")
                .tag("status", status / 100 + "xx")
                .serviceLevelObjectives(BUCKETS)
                .register(meters.registry())
                .record(time);
    }
}
