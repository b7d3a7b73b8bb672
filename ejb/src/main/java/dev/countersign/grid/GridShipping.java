package dev.countersign.grid;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.factor.FactorEnded;
import dev.countersign.grid.GridOutcome.Granted;
import dev.countersign.grid.GridOutcome.Refused;
import dev.countersign.grid.GridRefusal.Reason;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SessionEnds;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** What operators do with single plastic grid cards, by what is printed on them; a transaction each. */
@Stateless
public class GridShipping {

    @Inject
    private CredentialDesk credentials;

    @Inject
    private UserStore users;

    @Inject
    private GridStore store;

    @Inject
    private SessionEnds sessions;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Event<FactorEnded> ended;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Ways in which a card stops being a user's. It is never given to another: he could have copied it. */
    public enum End {
        LOST(GridState.LOST),
        DEFECTIVE(GridState.DEFECTIVE),
        SHREDDED(GridState.SHREDDED);

        private final GridState state;

        End(GridState state) {
            this.state = state;
        }
    }

    /** Sends a card of the stock to a user. It opens nothing until he has typed two of its cells. */
    public GridOutcome<GridCardView> ship(String userName, String serial, String operator) {
        Optional<User> user =
                credentials.findCredentials(userName).map(Credentials::userId).map(users::lockUser);
        Optional<GridCard> card = store.lockPlastic(serial);
        if (user.isEmpty() || card.isEmpty()) {
            return new Refused<>(GridRefusal.of(Reason.UNKNOWN));
        }
        if (!card.get().isIn(GridState.IN_STOCK)) {
            return new Refused<>(GridRefusal.of(Reason.NOT_IN_STOCK));
        }
        card.get().ship(user.get().id(), clock.instant());
        audit.record(AuditFact.byOperator(
                operator, user.get().id(), "GRID_CARD_SHIPPED", "OK", card.get().id()));
        events.fire(SecurityEvent.of(user.get().id(), SecurityEvent.Kind.CARD_SENT));
        return new Granted<>(card.get().view());
    }

    /** Ends a card that a user has, whether or not he activated it; with a lost one all his sessions, the finder's among them. */
    public GridOutcome<GridCardView> end(String serial, End how, String operator) {
        Optional<Long> holder = store.findPlastic(serial).flatMap(GridCard::userId);
        holder.ifPresent(users::lockUser);
        Optional<GridCard> held = store.lockPlastic(serial).filter(GridShipping::isHeld);
        if (holder.isEmpty() || held.isEmpty()) {
            return new Refused<>(GridRefusal.of(Reason.UNKNOWN));
        }
        held.get().end(how.state);
        ended.fire(new FactorEnded(holder.get(), held.get().ref()));
        if (how == End.LOST) {
            sessions.endAll(holder.get());
        }
        audit.record(AuditFact.byOperator(
                operator,
                holder.get(),
                "GRID_CARD_ENDED",
                how.name(),
                held.get().id()));
        events.fire(SecurityEvent.of(holder.get(), SecurityEvent.Kind.FACTORS_CHANGED));
        return new Granted<>(held.get().view());
    }

    /** Who has the card, and keeps it until the caller's transaction ends; empty for one of the stock, and one that has ended. */
    public Optional<Long> lockHolder(String serial) {
        store.findPlastic(serial).flatMap(GridCard::userId).ifPresent(users::lockUser);
        return store.lockPlastic(serial).filter(GridShipping::isHeld).flatMap(GridCard::userId);
    }

    private static boolean isHeld(GridCard card) {
        return card.isIn(GridState.SHIPPED) || card.isIn(GridState.ACTIVE);
    }

    /** A card of any state. */
    public Optional<GridCardView> find(String serial) {
        return store.findPlastic(serial).map(GridCard::view);
    }
}
