package dev.countersign.grid;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Proof;
import dev.countersign.confirmation.ProvenFactor;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.ReadableText;
import dev.countersign.grid.GridOutcome.Granted;
import dev.countersign.grid.GridOutcome.Refused;
import dev.countersign.grid.GridOutcome.Unconfirmed;
import dev.countersign.grid.GridRefusal.Reason;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SessionEnds;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a signed-in user fetches an online grid card. Each method is one transaction. */
@Stateless
public class GridDesk {

    private static final String TYPE = "GRID_CARD";
    private static final int SERIAL = 8;

    private final SecureRandom random = new SecureRandom();

    @Inject
    private UserStore users;

    @Inject
    private GridStore store;

    @Inject
    private Factors factors;

    @Inject
    private Confirmations confirmations;

    @Inject
    private GridSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private SessionEnds sessions;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Event<FactorEnded> ended;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Clock clock;

    /** Whether the user may have a card made in this session. */
    public boolean isOffered(SignedInUser caller) {
        return isOffered(caller, factors.listUsable(caller.userId()));
    }

    /** The card that opens the user's logins, if he has one that yields to nothing. */
    public Optional<OwnGridCard> find(SignedInUser caller) {
        return factors.listUsable(caller.userId()).stream()
                .filter(factor -> factor.kind() == FactorKind.ONLINE_GRID_CARD)
                .map(factor -> store.get(factor.ref().id()).own())
                .findFirst();
    }

    /**
     * Makes a card and shows it, this once; one that still waits for its first cells is gone. Takes a proof from a user who has
     * something to prove, unless the help desk has given him a passcode for this.
     */
    public GridOutcome<NewGridCard> make(SignedInUser caller, Optional<Proof> proof) {
        users.lockUser(caller.userId());
        if (!isOffered(caller, factors.listUsable(caller.userId()))) {
            return refuse(caller, Reason.NOT_OFFERED);
        }
        Optional<GridOutcome<NewGridCard>> unproven = unproven(caller, proof);
        return unproven.orElseGet(() -> new Granted<>(make(caller)));
    }

    /**
     * The card opens logins from now on, if the two cells are right, and the user got no other factor since it was made; another one that
     * he had ends.
     */
    public GridOutcome<OwnGridCard> activate(SignedInUser caller, String id, String typed) {
        users.lockUser(caller.userId());
        Optional<GridCard> shown = store.findOwn(caller.userId(), id).filter(card -> card.isIn(GridState.SHOWN));
        if (shown.isEmpty() || !confirmations.isOpen(caller)) {
            return refuse(caller, Reason.UNKNOWN);
        }
        if (!isOffered(caller, factors.listUsable(caller.userId()))) {
            return refuse(caller, Reason.NOT_OFFERED);
        }
        GridCard card = shown.get();
        if (factors.becameSince(caller.userId(), card.createdAt())) {
            return refuse(caller, Reason.UNKNOWN);
        }
        CellPair pair = card.waiting().orElseThrow();
        if (!card.shows(pair, typed, secrets)) {
            return refuse(caller, Reason.CODE_WRONG);
        }
        store.list(FactorKind.ONLINE_GRID_CARD, caller.userId()).stream()
                .filter(other -> other != card)
                .forEach(other -> end(caller, other));
        Instant now = clock.instant();
        card.answered(pair);
        card.activate(now, now.plus(settings.life()));
        audit.record(fact(caller, "ACTIVE", card));
        events.fire(SecurityEvent.of(caller.userId(), SecurityEvent.Kind.FACTORS_CHANGED));
        return new Granted<>(card.own());
    }

    /** By a passcode while that is a factor; else to whoever has nothing permanent and no such card. */
    private static boolean isOffered(SignedInUser caller, List<OwnedFactor> usable) {
        if (Confirmations.isByPasscode(caller)) {
            return usable.stream().anyMatch(factor -> factor.kind() == FactorKind.TEMPORARY_PASSCODE);
        }
        return usable.stream()
                .noneMatch(
                        factor -> factor.kind().isPermanent() || factor.kind().isStandIn());
    }

    private Optional<GridOutcome<NewGridCard>> unproven(SignedInUser caller, Optional<Proof> proof) {
        if (Confirmations.isByPasscode(caller) || confirmations.hasNothingToProve(caller)) {
            return confirmations.beginUnproven(caller).map(Unconfirmed::new);
        }
        if (proof.isEmpty()) {
            return Optional.of(refuse(caller, Reason.CONFIRMATION_REQUIRED));
        }
        ConfirmationOutcome<ProvenFactor> outcome =
                confirmations.consume(caller, ConfirmationPurpose.FACTOR_CHANGE, proof.get());
        return outcome instanceof ConfirmationOutcome.Refused<ProvenFactor> refused
                ? Optional.of(new Unconfirmed<>(refused.refusal()))
                : Optional.empty();
    }

    private NewGridCard make(SignedInUser caller) {
        store.list(FactorKind.ONLINE_GRID_CARD, caller.userId()).stream()
                .filter(card -> card.isIn(GridState.SHOWN))
                .forEach(store::remove);
        GridCells cells = GridCells.make(random);
        GridCard card =
                new GridCard(caller.userId(), ReadableText.next(random, SERIAL), cells, secrets, clock.instant());
        CellPair proof = card.used().draw(random);
        card.ask(proof);
        store.add(card);
        audit.record(fact(caller, "SHOWN", card));
        return new NewGridCard(card.id(), card.serial(), cells.list(), proof);
    }

    private void end(SignedInUser caller, GridCard card) {
        card.end(GridState.ENDED);
        ended.fire(new FactorEnded(caller.userId(), card.ref()));
        sessions.endOpenedBy(caller.userId(), card.kind(), caller.sessionId());
    }

    private static AuditFact fact(SignedInUser caller, String reason, GridCard card) {
        return AuditFact.byUser(caller.userId(), TYPE, reason, Reference.next(), card.id());
    }

    private <T> GridOutcome<T> refuse(SignedInUser caller, Reason reason) {
        GridRefusal refusal = GridRefusal.of(reason);
        repeated.record(
                AuditFact.byUser(caller.userId(), TYPE, reason.name(), refusal.reference(), caller.sessionId()));
        return new Refused<>(refusal);
    }
}
