package dev.countersign.card;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.card.CardOutcome.Granted;
import dev.countersign.card.CardOutcome.Refused;
import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Inheritance;
import dev.countersign.confirmation.SessionTries;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.Octets;
import dev.countersign.factor.TypedCode;
import dev.countersign.factor.TypedFactor.Pause;
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
 * What a signed-in user does with his cards: the first answer that activates one, and another PIN, which the card itself does not
 * know. Each method is one transaction.
 */
@Stateless
public class OwnCards {

    private static final String TYPE = "CARD";

    @Inject
    private UserStore users;

    @Inject
    private HeldCards cards;

    @Inject
    private CardQuestions questions;

    @Inject
    private CardActivations activations;

    @Inject
    private Confirmations confirmations;

    @Inject
    private Inheritance inheritance;

    @Inject
    private SessionTries tries;

    @Inject
    private CardSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Clock clock;

    public List<OwnCard> list(SignedInUser caller) {
        return cards.listOf(caller.userId()).stream()
                .map(held -> held.card().own(settings.enforcedAfter()))
                .toList();
    }

    /**
     * Asks for an answer by which the card is activated, or by which another PIN is taken over.
     *
     * @param pin what the user will type on the card; empty where it takes none, or stays what it was
     */
    public CardOutcome<Question> ask(SignedInUser caller, String serial, Optional<CardPin> pin) {
        users.lockUser(caller.userId());
        Optional<HeldCard> own = cards.lockOf(caller.userId(), serial);
        if (own.isEmpty()) {
            return refuse(caller, Reason.UNKNOWN);
        }
        DisplayCard card = own.get().card();
        Optional<Pause> pause = questions.pause(card, clock.instant());
        if (pause.isPresent()) {
            return refuse(caller, CardRefusal.until(Reason.BLOCKED, pause.get().until(), clock.instant()));
        }
        Optional<Reason> obstacle = obstacle(caller, own.get(), pin);
        if (obstacle.isPresent()) {
            return refuse(caller, obstacle.get());
        }
        pin.filter(typed -> card.takesPin())
                .ifPresentOrElse(typed -> card.proposePin(typed, secrets), card::forgetProposedPin);
        Instant end = clock.instant().plus(settings.challengeLife());
        return new Granted<>(questions
                .ask(card, own.get().subject(), end)
                .map(CardQuestion::asked)
                .orElseGet(() -> new Question(Optional.empty(), end)));
    }

    /** Takes what the card showed: from now on it opens logins, with the PIN that was typed. */
    public CardOutcome<OwnCard> answer(SignedInUser caller, String serial, String typed) {
        User user = users.lockUser(caller.userId());
        Optional<Instant> closed = tries.closedUntil(caller);
        if (user.isLocked() || closed.isPresent()) {
            return refuse(caller, CardRefusal.until(Reason.LOCKED, closed, clock.instant()));
        }
        Optional<HeldCard> own = cards.lockOf(caller.userId(), serial);
        if (own.isEmpty()) {
            return refuse(caller, Reason.UNKNOWN);
        }
        DisplayCard card = own.get().card();
        Optional<Reason> obstacle = obstacle(caller, own.get());
        if (obstacle.isPresent()) {
            return refuse(caller, obstacle.get());
        }
        Optional<Octets> pin = card.proposedPin(secrets).or(() -> card.pin(secrets));
        return switch (questions.check(own.get(), own.get().subject(), pin, TypedCode.canonical(typed))) {
            case RIGHT -> {
                card.takeProposedPin(secrets);
                activations.answeredWithPin(own.get(), inheritance.weakUntil(caller.session()));
                yield new Granted<>(card.own(settings.enforcedAfter()));
            }
            case WRONG -> {
                tries.failed(caller, user);
                yield refuse(caller, CardRefusal.of(Reason.WRONG), audit::record);
            }
            case EXPIRED -> refuse(caller, Reason.EXPIRED);
            case BLOCKED -> refuse(caller, CardRefusal.until(Reason.BLOCKED, card.blockedUntil(), clock.instant()));
        };
    }

    /** A PIN is changed by whoever logged in with this very card; one that is new is activated after a login with what its user has. */
    private Optional<Reason> obstacle(SignedInUser caller, HeldCard held) {
        if (!held.isOwners()) {
            return Optional.of(Reason.NOT_OWNER);
        }
        DisplayCard card = held.card();
        boolean trusted = card.isIn(CardState.ACTIVE)
                ? caller.session().factorId().equals(Optional.of(held.ref().id())) && confirmations.isOpen(caller)
                : confirmations.isProven(caller);
        return trusted ? Optional.empty() : Optional.of(Reason.OTHER_LOGIN);
    }

    private Optional<Reason> obstacle(SignedInUser caller, HeldCard held, Optional<CardPin> pin) {
        DisplayCard card = held.card();
        Optional<Reason> obstacle = obstacle(caller, held);
        if (obstacle.isPresent()) {
            return obstacle;
        }
        return card.takesPin() && pin.isEmpty() && card.pin(secrets).isEmpty()
                ? Optional.of(Reason.PIN_MISSING)
                : Optional.empty();
    }

    private <T> CardOutcome<T> refuse(SignedInUser caller, Reason reason) {
        return refuse(caller, CardRefusal.of(reason));
    }

    /** It cost no try. */
    private <T> CardOutcome<T> refuse(SignedInUser caller, CardRefusal refusal) {
        return refuse(caller, refusal, repeated::record);
    }

    private static <T> CardOutcome<T> refuse(SignedInUser caller, CardRefusal refusal, Consumer<AuditFact> record) {
        record.accept(AuditFact.byUser(
                caller.userId(), TYPE, refusal.reason().name(), refusal.reference(), caller.sessionId()));
        return new Refused<>(refusal);
    }
}
