package dev.countersign.metrics;

import dev.countersign.health.Check;
import dev.countersign.health.DatabaseProbe;
import dev.countersign.health.DatabaseWatch;
import dev.countersign.health.Readiness;
import dev.countersign.operator.Operators;
import dev.countersign.sweep.TimedWork;
import io.micrometer.core.instrument.Gauge;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What an operator has to see to: parts that are away, tokens that end, and a clock that is wrong. Asked by a timer, as {@link Traffic} is. */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UpkeepMeters {

    private static final String NEXT_END = "countersign.operator.tokens.next.end";
    private static final String CLOCK_OFFSET = "countersign.clock.offset";

    /** The checks that can be down. */
    private static final List<String> PARTS = List.of("database", "broker", "smsc", "keys");

    private final TimedWork parts = new TimedWork(UpkeepMeters.class, "What is ready is not known");
    private final TimedWork tokens = new TimedWork(UpkeepMeters.class, "When tokens end is not known");
    private final TimedWork clocks = new TimedWork(UpkeepMeters.class, "What time the database has is not known");

    @Inject
    private Meters meters;

    @Inject
    private Readiness readiness;

    @Inject
    private Operators operators;

    @Inject
    private DatabaseProbe database;

    @Inject
    private DatabaseWatch watch;

    @Inject
    private Clock clock;

    private final Map<String, Double> values = new ConcurrentHashMap<>();

    @PostConstruct
    void register() {
        for (String part : PARTS) {
            Gauge.builder("countersign.ready", () -> values.getOrDefault(part, Double.NaN))
                    .description("1 while the check of the readiness is UP")
                    .tag("check", part)
                    .register(meters.registry());
        }
        Gauge.builder(NEXT_END, () -> values.getOrDefault(NEXT_END, Double.NaN))
                .description("Time until the next token of an operator ends; NaN where none has an end")
                .baseUnit("seconds")
                .register(meters.registry());
        Gauge.builder(CLOCK_OFFSET, () -> values.getOrDefault(CLOCK_OFFSET, Double.NaN))
                .description("How far the clock of this node is ahead of the database's")
                .baseUnit("seconds")
                .register(meters.registry());
    }

    @Schedule(hour = "*", minute = "*", second = "5/10", persistent = false)
    void askParts() {
        parts.run(() -> {
            for (Check check : readiness.ask().checks()) {
                values.put(check.name(), check.up() ? 1.0 : 0.0);
            }
        });
    }

    @Schedule(hour = "*", minute = "*", second = "3/10", persistent = false)
    void askClock() {
        clocks.run(() ->
                values.put(CLOCK_OFFSET, watch.isUp() ? database.clockOffset().toMillis() / 1000.0 : Double.NaN));
    }

    @Schedule(hour = "*", minute = "*", second = "45", persistent = false)
    void askTokens() {
        tokens.run(() -> {
            Instant now = clock.instant();
            // None, should the database not answer.
            values.remove(NEXT_END);
            operators
                    .findNextEnd()
                    .ifPresent(end -> values.put(
                            NEXT_END, (double) Duration.between(now, end).toSeconds()));
        });
    }
}
