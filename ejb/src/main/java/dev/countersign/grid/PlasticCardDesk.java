package dev.countersign.grid;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.SessionTries;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.grid.GridOutcome.Granted;
import dev.countersign.grid.GridOutcome.Refused;
import dev.countersign.grid.GridRefusal.Reason;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SessionEnds;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where a signed-in user activates a plastic card that was sent to him, by its serial and two of its cells. Wrong cells count with the
 * wrong answers of logins. Each method is one transaction.
 */
@Stateless
public class PlasticCardDesk {

    private static final String TYPE = "GRID_CARD";

    @Inject
    private UserStore users;

    @Inject
    private GridStore store;

    @Inject
    private GridQuestions questions;

    @Inject
    private Confirmations confirmations;

    @Inject
    private SessionTries tries;

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

    /** Cards that were sent to the user and that he has not activated. */
    public List<OwnPlasticCard> listShipped(SignedInUser caller) {
        return store.list(FactorKind.GRID_CARD, caller.userId()).stream()
                .filter(card -> card.isIn(GridState.SHIPPED))
                .map(GridCard::shipped)
                .toList();
    }

    /** Asks for two cells of the card. */
    public GridOutcome<CellPair> ask(SignedInUser caller, String serial) {
        return decide(caller, serial, (holder, card) -> new Granted<>(questions.ask(card, card.id())));
    }

    /** The card opens logins from now on, if the two cells are right; another plastic one that the user had ends. */
    public GridOutcome<String> activate(SignedInUser caller, String serial, String typed) {
        return decide(caller, serial, (holder, card) -> switch (questions.match(card, card.id(), typed)) {
            case RIGHT -> new Granted<>(activate(caller, card));
            case WRONG -> {
                tries.failed(caller, holder);
                yield refuse(caller, GridRefusal.of(Reason.CODE_WRONG), audit::record);
            }
            case EXPIRED -> refuse(caller, GridRefusal.of(Reason.EXPIRED));
        });
    }

    private String activate(SignedInUser caller, GridCard card) {
        store.list(FactorKind.GRID_CARD, caller.userId()).stream()
                .filter(other -> other.isIn(GridState.ACTIVE))
                .forEach(other -> {
                    other.end(GridState.REPLACED);
                    ended.fire(new FactorEnded(caller.userId(), other.ref()));
                    sessions.endOpenedBy(caller.userId(), other.kind(), caller.sessionId());
                });
        card.activate(clock.instant());
        audit.record(AuditFact.byUser(caller.userId(), TYPE, "ACTIVE", Reference.next(), card.id()));
        events.fire(SecurityEvent.of(caller.userId(), SecurityEvent.Kind.FACTORS_CHANGED));
        return card.serial();
    }

    private interface Decision<T> {
        GridOutcome<T> of(User holder, GridCard card);
    }

    /** Unless the user is locked out, the card was not sent to him, or he did not prove what he has. */
    private <T> GridOutcome<T> decide(SignedInUser caller, String serial, Decision<T> decision) {
        User user = users.lockUser(caller.userId());
        Optional<Instant> closed = tries.closedUntil(caller);
        if (user.isLocked() || closed.isPresent()) {
            Optional<Duration> pause = closed.map(end -> Duration.between(clock.instant(), end));
            return refuse(caller, new GridRefusal(Reason.LOCKED, pause, Reference.next()));
        }
        if (!confirmations.isProven(caller)) {
            return refuse(caller, GridRefusal.of(Reason.OTHER_LOGIN));
        }
        return store.list(FactorKind.GRID_CARD, caller.userId()).stream()
                .filter(card -> card.isIn(GridState.SHIPPED) && card.serial().equals(GridCard.serialOf(serial)))
                .findFirst()
                .map(card -> decision.of(user, card))
                .orElseGet(() -> refuse(caller, GridRefusal.of(Reason.UNKNOWN)));
    }

    /** It cost no try. */
    private <T> GridOutcome<T> refuse(SignedInUser caller, GridRefusal refusal) {
        return refuse(caller, refusal, repeated::record);
    }

    private static <T> GridOutcome<T> refuse(SignedInUser caller, GridRefusal refusal, Consumer<AuditFact> record) {
        record.accept(AuditFact.byUser(
                caller.userId(), TYPE, refusal.reason().name(), refusal.reference(), caller.sessionId()));
        return new Refused<>(refusal);
    }
}
