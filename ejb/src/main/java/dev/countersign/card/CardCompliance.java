package dev.countersign.card;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.card.CardOutcome.Granted;
import dev.countersign.card.CardOutcome.Refused;
import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.card.CardShare.Decision;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an agent of compliance decides about sharing, a transaction each. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CardCompliance {

    @Inject
    private CardShares shares;

    @Inject
    private CardShareStore store;

    @Inject
    private CardStore cards;

    @Inject
    private SharingParties parties;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** What he may decide. */
    public enum Verdict {
        APPROVED,
        REFUSED
    }

    /** What waits for a decision, the oldest first; a hundred at most. */
    public List<CardShareView> listPending() {
        return shares.views(store.listPending());
    }

    /**
     * Decides about one, once. What was asked for may have become what no rule allows: then it is not approved, and waits on for a decision.
     */
    public CardOutcome<CardShareView> decide(String id, Verdict verdict, String operator) {
        Optional<CardShare> found = shares.lock(id);
        if (found.isEmpty()) {
            return new Refused<>(CardRefusal.of(Reason.UNKNOWN));
        }
        CardShare share = found.get();
        Optional<Reason> obstacle = obstacle(share, verdict);
        if (obstacle.isPresent()) {
            return new Refused<>(CardRefusal.of(obstacle.get()));
        }
        ShareState state = verdict == Verdict.APPROVED ? ShareState.ACTIVE : ShareState.REFUSED;
        if (share.decide(state, clock.instant()) == Decision.CLOSED) {
            return new Refused<>(CardRefusal.of(Reason.SHARE_CLOSED));
        }
        Stream.concat(Stream.of(share.userId()), cards.get(share.cardId()).userId().stream())
                .forEach(user -> audit.record(
                        AuditFact.byOperator(operator, user, "CARD_SHARE_DECIDED", verdict.name(), share.id())));
        shares.tellBoth(share);
        return new Granted<>(shares.view(share));
    }

    /** Both may have got other factors since, or become known; and it may not have been the user who asked. */
    private Optional<Reason> obstacle(CardShare share, Verdict verdict) {
        return verdict == Verdict.APPROVED && share.state() == ShareState.PENDING_COMPLIANCE
                ? cards.get(share.cardId())
                        .userId()
                        .flatMap(owner -> parties.obstacle(owner, share.userId()))
                        .or(() -> parties.proofIsOver(share))
                : Optional.empty();
    }
}
