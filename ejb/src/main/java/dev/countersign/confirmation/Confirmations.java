package dev.countersign.confirmation;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.confirmation.Confirmation.Verdict;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationRefusal.Reason;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.token.SessionEnds;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Asks a signed-in user for the present factor and takes the answer; works inside the caller's transaction, so that
 * what is confirmed and its confirmation stand or fall together. Both methods lock the user's row first.
 */
@ApplicationScoped
public class Confirmations {

    @Inject
    private UserStore users;

    @Inject
    private ConfirmationStore confirmations;

    @Inject
    private Factors factors;

    @Inject
    private FactorQuestions questions;

    @Inject
    private SessionTries tries;

    @Inject
    private Inheritance inheritance;

    @Inject
    private SessionEnds sessions;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private ConfirmationSettings settings;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Clock clock;

    /** Whether the session proves all that its user can: he never had a factor, or has his last codes left, and one of them has opened it. */
    public boolean hasNothingToProve(SignedInUser caller) {
        return !hasFactor(caller.userId()) || isByLastCodes(caller);
    }

    /** Whether the user has something to prove: he has a factor, or had one. */
    public boolean hasFactor(long userId) {
        return factors.listUsable(userId).stream()
                        .anyMatch(factor -> !factor.kind().isReserve())
                || factors.hasLapsed(userId)
                || factors.wasUsed(userId);
    }

    /** Whether codes for need are all that is left to the user, and one of them has opened the session: then that was the proof (ADR 37). */
    public boolean isByLastCodes(SignedInUser caller) {
        return FactorKind.ofLogin(caller.session().factor())
                        .filter(FactorKind::isReserve)
                        .isPresent()
                && !factors.hasLapsed(caller.userId())
                && factors.listUsable(caller.userId()).stream()
                        .allMatch(factor -> factor.kind().isReserve());
    }

    /**
     * Counts, with the questions of the session, what is begun in it and needs no proof: it leaves as much behind as they do. The user's row
     * is locked.
     *
     * @return why it is not begun, recorded; empty if it may be
     */
    public Optional<ConfirmationRefusal> beginUnproven(SignedInUser caller) {
        return over(caller, users.getUser(caller.userId()))
                .or(() -> questions.begin(caller.sessionId()))
                .map(refusal -> recorded(caller, refusal));
    }

    /** Whether the login of the session proved what the user has to prove before he adds a factor: one that he had, if he had any. */
    public boolean isProven(SignedInUser caller) {
        return isOpen(caller) && (isProof(caller.session().factor()) || hasNothingToProve(caller));
    }

    /**
     * Whether a call that was let in takes effect, to be asked behind the lock of the user's row, which it may have waited for: nobody has
     * ended its session meanwhile, or locked the user.
     */
    public boolean isOpen(SignedInUser caller) {
        return over(caller, users.getUser(caller.userId())).isEmpty();
    }

    /** Why a call that was let in takes no effect, as {@link #isOpen} has it, recorded; empty if it does. */
    public Optional<ConfirmationRefusal> findEnd(SignedInUser caller) {
        return over(caller, users.getUser(caller.userId())).map(refusal -> recorded(caller, refusal));
    }

    /** Whether a login by this kind of factor, as sessions name it, proves as much as a confirmation a moment later. */
    public static boolean isProof(String factor) {
        return FactorKind.ofLogin(factor).filter(FactorKind::confirms).isPresent();
    }

    /**
     * Asks for a factor: his authenticator answers a question, his number gets a code. The same code again while the session has
     * one open for the purpose.
     *
     * @param wanted id of the factor, if the user has it; without one it is the factor that he logs in with by default
     */
    public ConfirmationOutcome<ConfirmationView> begin(
            SignedInUser caller, ConfirmationPurpose purpose, Optional<String> wanted) {
        User user = users.lockUser(caller.userId());
        Optional<ConfirmationRefusal> locked = locked(caller, user);
        if (locked.isPresent()) {
            return refuse(caller, locked.get());
        }
        List<OwnedFactor> present = factors.listConfirming(user.id());
        Optional<OwnedFactor> asked = present.stream()
                .filter(factor ->
                        wanted.isEmpty() || wanted.get().equals(factor.ref().id()))
                .findFirst();
        if (asked.isEmpty() || isByPasscode(caller)) {
            return refuse(caller, refusal(missing(caller, user, present)));
        }
        return begin(caller, user, purpose, asked.get(), present);
    }

    /**
     * Takes the code of a confirmation that this session has begun for this purpose, once. After a refusal the caller
     * commits and changes nothing, so that the wrong try counts.
     *
     * @param proof of what was typed blanks and hyphens are left out
     */
    public ConfirmationOutcome<ProvenFactor> consume(SignedInUser caller, ConfirmationPurpose purpose, Proof proof) {
        User user = users.lockUser(caller.userId());
        Optional<ConfirmationRefusal> locked = locked(caller, user);
        if (locked.isPresent()) {
            return refuse(caller, locked.get());
        }
        return confirmations
                .lock(proof.confirmationId())
                .filter(confirmation -> confirmation.isOf(caller, purpose))
                .filter(confirmation -> isGood(user, confirmation.factor()))
                .map(confirmation -> blocked(confirmation)
                        .<ConfirmationOutcome<ProvenFactor>>map(refusal -> refuse(caller, refusal))
                        .orElseGet(() -> answer(caller, user, confirmation, proof.answer())))
                .orElseGet(() -> refuse(caller, refusal(Reason.OVER)));
    }

    /** In a session that the help desk opened with some spoken characters, nothing is changed that a factor has to confirm. */
    public static boolean isByPasscode(SignedInUser caller) {
        return FactorKind.ofLogin(caller.session().factor())
                .filter(kind -> kind == FactorKind.TEMPORARY_PASSCODE)
                .isPresent();
    }

    /** Why nothing is asked: the user has nothing, or nothing that confirms a change, or not what he wants to be asked. */
    private Reason missing(SignedInUser caller, User user, List<OwnedFactor> present) {
        boolean nothing = factors.listUsable(user.id()).stream()
                .allMatch(factor -> factor.kind().isReserve());
        if (nothing) {
            return Reason.SMS_NO_NUMBER;
        }
        return present.isEmpty() || isByPasscode(caller) ? Reason.TEMPORARY_ACCESS : Reason.OVER;
    }

    /** Whether what the answer comes from is still a factor of the user. */
    private boolean isGood(User user, FactorRef factor) {
        return factors.listConfirming(user.id()).stream()
                .anyMatch(owned -> owned.ref().equals(factor));
    }

    private ConfirmationOutcome<ConfirmationView> begin(
            SignedInUser caller, User user, ConfirmationPurpose purpose, OwnedFactor asked, List<OwnedFactor> present) {
        Instant now = clock.instant();
        Optional<Confirmation> open = confirmations.findNewest(caller, purpose).filter(newest -> newest.isOpen(now));
        Confirmation confirmation = open.filter(known -> known.factor().equals(asked.ref()))
                .orElseGet(() -> new Confirmation(
                        caller, purpose, asked.ref(), settings.rules(jurisdictions.limits(user.jurisdiction())), now));
        ConfirmationOutcome<FactorQuestion> outcome = questions.ask(user, asked, confirmation.subject());
        if (outcome instanceof Granted<FactorQuestion> granted) {
            confirmation.bear(granted.value().mostWrong());
            open.filter(known -> known != confirmation).ifPresent(known -> end(known, now));
            confirmations.add(confirmation);
            audit.record(AuditFact.byUser(
                    caller.userId(),
                    "CONFIRMATION_" + (asked.kind() == FactorKind.AUTHENTICATOR ? "CHALLENGE" : asked.kind()),
                    purpose.name(),
                    Reference.next(),
                    confirmation.id()));
            return new Granted<>(confirmation.view(granted.value().beside(present)));
        }
        if (outcome instanceof Refused<FactorQuestion> refused) {
            return refuse(caller, refused.refusal());
        }
        throw new IllegalStateException("an outcome is granted or refused");
    }

    /** It gave way to another; its code is not sent any more. */
    private void end(Confirmation given, Instant now) {
        given.end(now);
        questions.endCode(given.subject());
    }

    /** Why the answer is not looked at, and costs nothing. One that is over says that it is over. */
    private Optional<ConfirmationRefusal> blocked(Confirmation confirmation) {
        return confirmation.isOpen(clock.instant()) ? questions.findBlock(confirmation.factor()) : Optional.empty();
    }

    private ConfirmationOutcome<ProvenFactor> answer(
            SignedInUser caller, User user, Confirmation confirmation, FactorAnswer answer) {
        Instant now = clock.instant();
        Verdict verdict =
                confirmation.answer(() -> questions.check(confirmation.factor(), confirmation.subject(), answer), now);
        if (!confirmation.isOpen(now)) {
            questions.endCode(confirmation.subject());
        }
        return switch (verdict) {
            case PROVEN -> {
                tries.proven(caller);
                audit.record(AuditFact.byUser(
                        caller.userId(),
                        "CONFIRMATION",
                        confirmation.purpose().name(),
                        Reference.next(),
                        confirmation.id()));
                yield new Granted<>(new ProvenFactor(
                        confirmation.factor(), inheritance.weakUntil(factors.get(confirmation.factor()))));
            }
            case WRONG -> {
                tries.failed(caller, user);
                yield refuse(caller, FactorQuestions.wrong(confirmation.factor().kind(), confirmation.triesLeft()));
            }
            case EXPIRED -> refuse(caller, refusal(Reason.EXPIRED));
            case OVER -> refuse(caller, refusal(Reason.OVER));
        };
    }

    private Optional<ConfirmationRefusal> locked(SignedInUser caller, User user) {
        return over(caller, user)
                .or(() -> tries.closedUntil(caller)
                        .map(until -> refusal(Reason.LOCKED).withRetryAfter(Duration.between(clock.instant(), until))));
    }

    private Optional<ConfirmationRefusal> over(SignedInUser caller, User user) {
        if (user.isLocked()) {
            return Optional.of(refusal(Reason.LOCKED));
        }
        return sessions.isOpen(caller.sessionId()) ? Optional.empty() : Optional.of(refusal(Reason.OVER));
    }

    private static ConfirmationRefusal refusal(Reason reason) {
        return ConfirmationRefusal.of(reason, Reference.next());
    }

    private <T> ConfirmationOutcome<T> refuse(SignedInUser caller, ConfirmationRefusal refusal) {
        return new Refused<>(recorded(caller, refusal));
    }

    private ConfirmationRefusal recorded(SignedInUser caller, ConfirmationRefusal refusal) {
        repeated.refused(
                AuditFact.byUser(
                        caller.userId(),
                        "CONFIRMATION",
                        refusal.reason().name(),
                        refusal.reference(),
                        caller.sessionId()),
                refusal.triesLeft());
        return refusal;
    }
}
