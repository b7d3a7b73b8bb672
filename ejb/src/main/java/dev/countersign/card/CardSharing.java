package dev.countersign.card;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.card.CardOutcome.ByFactors;
import dev.countersign.card.CardOutcome.Granted;
import dev.countersign.card.CardOutcome.Refused;
import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Inheritance;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.login.LoginOutcome;
import dev.countersign.login.ProvenLogins;
import dev.countersign.ownfactor.FactorChanges;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.token.SessionEnds;
import dev.countersign.token.SignedInUser;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user shares the card of another one. That one has shown his password and his card by a login of his own, which is taken as the
 * proof. Each method is one transaction.
 */
@Stateless
public class CardSharing {

    private static final String TYPE = "CARD_SHARE";

    @Inject
    private CardShares shares;

    @Inject
    private CardShareStore store;

    @Inject
    private CardStore cards;

    @Inject
    private ProvenLogins logins;

    @Inject
    private SharingParties parties;

    @Inject
    private Confirmations confirmations;

    @Inject
    private Inheritance inheritance;

    @Inject
    private Factors factors;

    @Inject
    private FactorChanges changes;

    @Inject
    private SessionEnds sessions;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Clock clock;

    /** A login of the card's owner that was answered with the card, and took no session. */
    public record OwnersLogin(String id, String secret) {

        @Override
        public String toString() {
            return "OwnersLogin[" + id + "]";
        }
    }

    /** The sharings that the caller is a party of, the oldest first. */
    public List<CardShareView> list(SignedInUser caller) {
        return shares.views(store.listOpenAbout(caller.userId()));
    }

    /** Shares the card at once, or when compliance has looked. */
    public CardOutcome<CardShareView> request(SignedInUser caller, OwnersLogin login) {
        Optional<Long> owner = logins.findUserId(login.id(), login.secret()).filter(id -> id != caller.userId());
        if (owner.isEmpty()) {
            return refuse(caller, Reason.UNKNOWN);
        }
        shares.lockUsers(Stream.of(owner.get(), caller.userId()));
        if (!confirmations.isProven(caller)) {
            return refuse(caller, Reason.OTHER_LOGIN);
        }
        LoginOutcome<FactorRef> proof = logins.take(owner.get(), login.id(), FactorKind.DISPLAY_CARD);
        return proof instanceof LoginOutcome.Granted<FactorRef> taken
                ? share(caller, owner.get(), taken.value())
                : refuse(caller, Reason.NO_PROOF);
    }

    /**
     * Ends it once the present factor is proven, and yields what the caller has left: either of both may. Whom the card is shared with has a
     * factor of his own end, unless that has to stay. What was only asked for opens nothing yet, and is given up without a proof.
     */
    public CardOutcome<List<OwnedFactor>> remove(SignedInUser caller, String id, Optional<Proof> proof) {
        Optional<CardShare> found = shares.lock(id).filter(share -> isParty(caller, share));
        if (found.isEmpty()) {
            return refuse(caller, Reason.UNKNOWN);
        }
        CardShare share = found.get();
        if (!share.state().isOpen()) {
            return refuse(caller, Reason.SHARE_CLOSED);
        }
        FactorOutcome<List<OwnedFactor>> outcome = end(caller, share, proof);
        return outcome instanceof FactorOutcome.Granted<List<OwnedFactor>> granted
                ? new Granted<>(granted.value())
                : new ByFactors<>(outcome);
    }

    private FactorOutcome<List<OwnedFactor>> end(SignedInUser caller, CardShare share, Optional<Proof> proof) {
        if (share.state() == ShareState.PENDING_COMPLIANCE) {
            return end(caller, share);
        }
        return share.userId() == caller.userId()
                ? giveBack(caller, share, proof)
                : changes.proven(caller, TYPE, proof, () -> takeBack(caller, share));
    }

    /** One whose key has expired is no factor any more, and may go. */
    private FactorOutcome<List<OwnedFactor>> giveBack(SignedInUser caller, CardShare share, Optional<Proof> proof) {
        return factors.findOwn(caller.userId(), share.id())
                .map(factor -> changes.end(caller, factor, FactorEnd.REMOVED, proof))
                .orElseGet(() -> changes.proven(caller, TYPE, proof, () -> end(caller, share)));
    }

    /** Sessions of the other user that the card has opened end with it. */
    private FactorOutcome<List<OwnedFactor>> takeBack(SignedInUser caller, CardShare share) {
        sessions.endOpenedBy(share.userId(), FactorKind.DISPLAY_CARD, "");
        return end(caller, share);
    }

    private FactorOutcome<List<OwnedFactor>> end(SignedInUser caller, CardShare share) {
        share.remove();
        shares.endLogins(share);
        audit(caller.userId(), "REMOVED", Reference.next(), share.id());
        shares.tellBoth(share);
        return new FactorOutcome.Granted<>(factors.listUsable(caller.userId()));
    }

    /** Only its owner shares a card, and only one that he uses. */
    private CardOutcome<CardShareView> share(SignedInUser caller, long owner, FactorRef held) {
        Optional<DisplayCard> card =
                cards.find(held.id()).map(cards::lock).filter(one -> one.isHeldBy(owner) && one.isIn(CardState.ACTIVE));
        if (card.isEmpty()) {
            return refuse(caller, Reason.NO_PROOF);
        }
        if (shares.usersBeside(card.get()).anyMatch(user -> user == caller.userId())) {
            return refuse(caller, Reason.SHARE_CLOSED);
        }
        Optional<Reason> obstacle = parties.obstacle(owner, caller.userId());
        if (obstacle.isPresent()) {
            return refuse(caller, obstacle.get());
        }
        CardShare share =
                new CardShare(card.get(), caller.userId(), parties.begin(owner, caller.userId()), clock.instant());
        Stream.of(inheritance.weakUntil(caller.session()), inheritance.weakUntil(factors.get(held)))
                .flatMap(Optional::stream)
                .forEach(share::weaken);
        store.add(share);
        audit(caller.userId(), share.state().name(), Reference.next(), share.id());
        audit(owner, share.state().name(), Reference.next(), share.id());
        shares.tellBoth(share);
        return new Granted<>(shares.view(share));
    }

    private boolean isParty(SignedInUser caller, CardShare share) {
        return share.userId() == caller.userId()
                || cards.get(share.cardId())
                        .userId()
                        .filter(owner -> owner == caller.userId())
                        .isPresent();
    }

    private <T> CardOutcome<T> refuse(SignedInUser caller, Reason reason) {
        CardRefusal refusal = CardRefusal.of(reason);
        repeated.record(
                AuditFact.byUser(caller.userId(), TYPE, reason.name(), refusal.reference(), caller.sessionId()));
        return new Refused<>(refusal);
    }

    private void audit(long userId, String reason, Reference reference, String about) {
        audit.record(AuditFact.byUser(userId, TYPE, reason, reference, about));
    }
}
