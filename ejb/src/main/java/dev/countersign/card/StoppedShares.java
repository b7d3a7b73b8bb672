package dev.countersign.card;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.move.PhoneStopped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** No card is shared that was asked for by a phone which its user has stopped: it would be a factor in the hand of whoever had the phone. */
@ApplicationScoped
class StoppedShares {

    @Inject
    private CardShareStore store;

    @Inject
    private AuditLog audit;

    void onStop(@Observes PhoneStopped event) {
        store.listPendingOf(event.userId(), event.since()).forEach(this::remove);
    }

    private void remove(CardShare share) {
        share.remove();
        audit.record(AuditFact.byUser(share.userId(), "CARD_SHARE", "REMOVED", Reference.next(), share.id()));
    }
}
