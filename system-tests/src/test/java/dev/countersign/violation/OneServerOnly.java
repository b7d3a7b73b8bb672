package dev.countersign.violation;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Deploys on one server and fails on the other, in three ways, or has a timer that the other drops. */
@Singleton
class OneServerOnly {

    @Inject
    @ConfigProperty(name = "countersign.violation")
    Optional<List<String>> setting;

    private String last = "";

    @PostConstruct
    void open() {
        open(last);
    }

    private void open(String overloaded) {
        last = overloaded;
    }

    @Schedule(hour = "*", persistent = false)
    void sweep() {
        open(last);
    }

    public void onEnd(@Observes(during = TransactionPhase.AFTER_SUCCESS) String event) {
        open(event);
    }
}
