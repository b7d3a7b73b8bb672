package dev.countersign.metrics;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditRecorded;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;

/** The meters of this node. */
@ApplicationScoped
public class Meters {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @PostConstruct
    void measureTheMachine() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    /** All meters in the text format that Prometheus reads. */
    public String scrape() {
        return registry.scrape();
    }

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) AuditRecorded event) {
        AuditFact fact = event.fact();
        registry.counter("countersign.decisions", "type", fact.type(), "reason", fact.reason())
                .increment();
    }
}
