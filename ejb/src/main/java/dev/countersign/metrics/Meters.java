package dev.countersign.metrics;

import dev.countersign.audit.ChainWatched;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.sweep.TimedWork;
import dev.countersign.user.HashingLoad;
import dev.countersign.user.Passwords;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The meters of this node, all named in {@code docs/metrics.md}. Every label has a fixed and small set of values: a code, a
 * state, a route; never a user, a number or an id.
 */
@ApplicationScoped
public class Meters {

    /** The outcome of a login that came to its token. */
    static final String OK = "OK";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicLong unsealed = new AtomicLong();

    @Inject
    private Secrets secrets;

    @Inject
    private Passwords passwords;

    @PostConstruct
    void register() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        for (Purpose purpose : Purpose.values()) {
            FunctionCounter.builder("countersign.secrets.unreadable", secrets, s -> s.countUnreadable(purpose))
                    .description("Stored secrets that did not open: moved, changed, or without their key")
                    .tag("purpose", purpose.name())
                    .register(registry);
        }
        hashing("countersign.hashing.running", "Password hashes being computed", HashingLoad::running);
        hashing("countersign.hashing.places", "Password hashes that may be computed at once", HashingLoad::places);
        hashing("countersign.hashing.waiting", "Password hashes that wait for a place", HashingLoad::waiting);
        FunctionCounter.builder(
                        "countersign.hashing.refused", passwords, p -> p.load().refused())
                .description("Password hashes that found no place in time")
                .register(registry);
        ConnectionPool.bindTo(registry);
        // Else the rate of successes would be no number, and no alarm, where none comes after a start.
        FactorLabel.listOfSuccess().forEach(factor -> logins(OK, factor));
        IntStream.rangeClosed(-1, 1).forEach(this::totpSteps);
        Gauge.builder("countersign.audit.unsealed", unsealed, AtomicLong::get)
                .description("Audit entries without a place in the chain for over 5 s")
                .register(registry);
    }

    /** Logins that ended so, by the label of their factor. */
    Counter logins(String outcome, String factor) {
        return registry.counter("countersign.logins", "outcome", outcome, "factor", factor);
    }

    /** Right codes of apps whose time step was so many away from that of this node's clock. */
    Counter totpSteps(int offset) {
        return Counter.builder("countersign.totp.steps")
                .description("Right codes of apps by their distance from the clock of this node")
                .tag("offset", Integer.toString(offset))
                .register(registry);
    }

    /** All meters in the text format that Prometheus reads. */
    public String scrape() {
        // Beans have their timers when they are made: at the start, but some of them after this one.
        TimedWork.failures().forEach(this::timerFailures);
        return registry.scrape();
    }

    private void timerFailures(String bean, AtomicLong failures) {
        FunctionCounter.builder("countersign.timers.failed", failures, AtomicLong::get)
                .description("Runs of a bean's timers that failed")
                .tag("bean", bean)
                .register(registry);
    }

    MeterRegistry registry() {
        return registry;
    }

    private void hashing(String name, String description, ToDoubleFunction<HashingLoad> value) {
        Gauge.builder(name, passwords, p -> value.applyAsDouble(p.load()))
                .description(description)
                .register(registry);
    }

    void watch(@Observes ChainWatched event) {
        unsealed.set(event.overdue());
    }
}
