package dev.countersign.card;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.card.CardOutcome.Granted;
import dev.countersign.card.CardOutcome.Refused;
import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.SessionTries;
import dev.countersign.factor.ResynchronisedFactor.TwoCodes;
import dev.countersign.factor.TypedFactor.Question;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A signed-in user finds his card again whose counter or clock ran away. A wrong pair counts with the wrong answers of logins. Each
 * method is one transaction.
 */
@Stateless
public class CardResynchronisation {

    private static final String TYPE = "CARD_RESYNC";

    @Inject
    private UserStore users;

    @Inject
    private HeldCards cards;

    @Inject
    private CardQuestions questions;

    @Inject
    private CardSteps steps;

    @Inject
    private CardSettings settings;

    @Inject
    private Confirmations confirmations;

    @Inject
    private SessionTries tries;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Clock clock;

    /** Asks twice. Of a card that shows its codes unasked, two of these are wanted. */
    public CardOutcome<List<Question>> ask(SignedInUser caller, String serial) {
        return decide(
                caller,
                serial,
                held -> questions
                        .pause(held.card(), clock.instant())
                        .<CardOutcome<List<Question>>>map(pause ->
                                refuse(caller, CardRefusal.until(Reason.BLOCKED, pause.until(), clock.instant())))
                        .orElseGet(() -> ask(caller, held)));
    }

    private CardOutcome<List<Question>> ask(SignedInUser caller, HeldCard held) {
        return steps.ask(held.card(), held.subject(), clock.instant().plus(settings.challengeLife()))
                .<CardOutcome<List<Question>>>map(Granted::new)
                .orElseGet(() -> refuse(caller, CardRefusal.of(Reason.IN_STEP)));
    }

    /** Takes two answers in a row. */
    public CardOutcome<OwnCard> answer(SignedInUser caller, String serial, TwoCodes typed) {
        return decide(caller, serial, held -> switch (steps.check(held, held.subject(), typed)) {
            case RIGHT -> {
                audit.record(
                        fact(caller, "OK", Reference.next(), held.card().id().toString()));
                yield new Granted<>(held.card().own(settings.enforcedAfter()));
            }
            case WRONG -> {
                User user = users.getUser(caller.userId());
                tries.failed(caller, user);
                yield refuse(caller, CardRefusal.of(Reason.WRONG), audit::record);
            }
            case EXPIRED -> refuse(caller, CardRefusal.of(Reason.EXPIRED));
            case BLOCKED ->
                refuse(caller, CardRefusal.until(Reason.BLOCKED, held.card().blockedUntil(), clock.instant()));
        });
    }

    private interface Decision<T> {
        CardOutcome<T> of(HeldCard held);
    }

    /** Unless the user is locked out, or his session was ended while it waited for his row, the card is none of his, or it is not looked at. */
    private <T> CardOutcome<T> decide(SignedInUser caller, String serial, Decision<T> decision) {
        users.lockUser(caller.userId());
        Instant now = clock.instant();
        Optional<Instant> closed = tries.closedUntil(caller);
        if (!confirmations.isOpen(caller) || closed.isPresent()) {
            return refuse(caller, CardRefusal.until(Reason.LOCKED, closed, now));
        }
        Optional<HeldCard> own = cards.lockOf(caller.userId(), serial);
        if (own.isEmpty()) {
            return refuse(caller, CardRefusal.of(Reason.UNKNOWN));
        }
        return own.get().card().isBlocked(now)
                ? refuse(
                        caller,
                        CardRefusal.until(Reason.BLOCKED, own.get().card().blockedUntil(), now))
                : decision.of(own.get());
    }

    /** It cost no try. */
    private <T> CardOutcome<T> refuse(SignedInUser caller, CardRefusal refusal) {
        return refuse(caller, refusal, repeated::record);
    }

    private static <T> CardOutcome<T> refuse(SignedInUser caller, CardRefusal refusal, Consumer<AuditFact> record) {
        record.accept(fact(caller, refusal.reason().name(), refusal.reference(), caller.sessionId()));
        return new Refused<>(refusal);
    }

    private static AuditFact fact(SignedInUser caller, String reason, Reference reference, String about) {
        return AuditFact.byUser(caller.userId(), TYPE, reason, reference, about);
    }
}
