package dev.countersign.alert;

import dev.countersign.notice.SecurityEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Hears of security events in the transaction that decided them. */
@ApplicationScoped
class Alerts {

    void onEvent(@Observes SecurityEvent event) {
        // By which channels it is told is decided here.
    }
}
