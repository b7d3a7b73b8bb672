package dev.countersign.audit;

import dev.countersign.crypto.KeyChange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Records what operators did with keys, in the transaction that does it. The keys themselves know no audit: it uses them. */
@ApplicationScoped
class KeyAudit {

    @Inject
    private AuditLog audit;

    void record(@Observes KeyChange change) {
        String type = switch (change.kind()) {
            case MADE -> "KEY_MADE";
            case REWRAPPED -> "KEY_REWRAPPED";
            case REMOVED -> "KEY_REMOVED";
        };
        audit.record(AuditFact.aboutKey(change.operator(), change.keyId(), type));
    }
}
