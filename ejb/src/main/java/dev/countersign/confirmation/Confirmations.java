package dev.countersign.confirmation;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Challenges;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.IssuedChallenge;
import dev.countersign.confirmation.Confirmation.Verdict;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationRefusal.Reason;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.SignedFactor;
import dev.countersign.factor.TypedFactor;
import dev.countersign.factor.TypedFactor.Pause;
import dev.countersign.factor.TypedFactor.Question;
import dev.countersign.phone.CodeOrder;
import dev.countersign.phone.MobileNumbers;
import dev.countersign.phone.SmsCodes;
import dev.countersign.phone.Turn;
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
import java.util.UUID;

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
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

    @Inject
    private Authenticators authenticators;

    @Inject
    private Challenges challenges;

    @Inject
    private SessionTries tries;

    @Inject
    private Inheritance inheritance;

    @Inject
    private ConfirmationSettings settings;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Whether the user has something to prove: he has a factor, or had one. */
    public boolean hasFactor(long userId) {
        return factors.listUsable(userId).stream()
                        .anyMatch(factor -> !factor.kind().isReserve())
                || factors.hasLapsed(userId)
                || factors.wasUsed(userId);
    }

    /** Whether the login of the session proved what the user has to prove before he adds a factor: one that he had, if he had any. */
    public boolean isProven(SignedInUser caller) {
        return isProof(caller.session().factor()) || !hasFactor(caller.userId());
    }

    /** Whether a login by this kind of factor, as sessions name it, proves as much as a confirmation a moment later. */
    public static boolean isProof(String factor) {
        return FactorKind.ofLogin(factor).filter(FactorKind::confirms).isPresent();
    }

    /**
     * Asks for the factor that the user logs in with by default: his authenticator answers a question, his number gets a code. The
     * same code again while the session has one open for the purpose.
     */
    public ConfirmationOutcome<ConfirmationView> begin(SignedInUser caller, ConfirmationPurpose purpose) {
        return begin(caller, purpose, Optional.empty());
    }

    /** As {@link #begin(SignedInUser, ConfirmationPurpose)}, but asks for the factor of this id, if the user has it. */
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
        ConfirmationOutcome<ConfirmationView> begun = begin(caller, user, purpose, asked.get());
        return begun instanceof Granted<ConfirmationView> granted
                ? new Granted<>(granted.value().beside(present, asked.get()))
                : begun;
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
            SignedInUser caller, User user, ConfirmationPurpose purpose, OwnedFactor asked) {
        Instant now = clock.instant();
        Optional<Confirmation> open = confirmations.findNewest(caller, purpose).filter(newest -> newest.isOpen(now));
        Confirmation confirmation = open.filter(known -> known.factor().equals(asked.ref()))
                .orElseGet(() -> new Confirmation(caller, purpose, asked.ref(), settings.rules(), now));
        ConfirmationOutcome<ConfirmationView> outcome = switch (asked.kind()) {
            case AUTHENTICATOR -> ask(caller, confirmation, asked);
            case SMS -> send(caller, user, confirmation, asked);
            case DISPLAY_CARD, TOTP, GRID_CARD, ONLINE_GRID_CARD, RECOVERY_CODE, TEMPORARY_PASSCODE ->
                question(caller, confirmation, asked);
            case PASSKEY -> sign(confirmation, asked);
        };
        if (outcome instanceof Granted) {
            open.filter(known -> known != confirmation).ifPresent(known -> known.end(now));
            confirmations.add(confirmation);
            audit.record(AuditFact.byUser(
                    caller.userId(),
                    "CONFIRMATION_" + (asked.kind() == FactorKind.AUTHENTICATOR ? "CHALLENGE" : asked.kind()),
                    purpose.name(),
                    Reference.next(),
                    confirmation.id()));
        }
        return outcome;
    }

    private ConfirmationOutcome<ConfirmationView> ask(
            SignedInUser caller, Confirmation confirmation, OwnedFactor asked) {
        Enrolment phone = authenticators.get(UUID.fromString(asked.ref().id()));
        Optional<IssuedChallenge> issued = challenges.issue(phone, confirmation.id(), confirmation.expiresAt());
        if (issued.isEmpty()) {
            Duration pause = Duration.between(clock.instant(), challenges.freeAgain(phone));
            return refuse(caller, refusal(Reason.CHALLENGE_LIMIT).withRetryAfter(pause));
        }
        return new Granted<>(confirmation.view(
                asked.label(),
                issued.map(IssuedChallenge::question),
                Optional.empty(),
                issued.get().expiresAt()));
    }

    private ConfirmationOutcome<ConfirmationView> send(
            SignedInUser caller, User user, Confirmation confirmation, OwnedFactor asked) {
        String e164 = numbers.getNumber(asked.ref().id()).e164();
        Turn turn = codes.send(new CodeOrder(
                confirmation.purpose().code(),
                confirmation.id(),
                e164,
                user.language(),
                user.jurisdiction(),
                confirmation.expiresAt()));
        if (turn.kind() == Turn.Kind.BLOCKED) {
            return refuse(caller, refusal(Reason.SMS_CARRIER_BLOCKED));
        }
        if (!turn.isTaken()) {
            Reason reason = turn.kind() == Turn.Kind.LIMIT ? Reason.SMS_LIMIT : Reason.SMS_COOLDOWN;
            return refuse(caller, refusal(reason).withRetryAfter(Duration.between(clock.instant(), turn.next())));
        }
        return new Granted<>(confirmation.view(
                asked.label(), Optional.empty(), Optional.of(codes.nextTurn(e164)), confirmation.expiresAt()));
    }

    private ConfirmationOutcome<ConfirmationView> question(
            SignedInUser caller, Confirmation confirmation, OwnedFactor asked) {
        TypedFactor factor = factors.findTyped(asked.kind()).orElseThrow();
        Instant now = clock.instant();
        Optional<Pause> pause = factor.pause(asked.ref().id(), now);
        if (pause.isPresent()) {
            return refuse(caller, limit(pause.get().until(), now));
        }
        confirmation.bear(factor.mostWrong());
        Question question = factor.ask(asked.ref().id(), confirmation.id(), confirmation.expiresAt());
        return new Granted<>(confirmation.view(asked.label(), question.text(), Optional.empty(), question.expiresAt()));
    }

    private static ConfirmationRefusal limit(Optional<Instant> until, Instant now) {
        ConfirmationRefusal limit = refusal(Reason.CHALLENGE_LIMIT);
        return until.map(end -> limit.withRetryAfter(Duration.between(now, end)))
                .orElse(limit);
    }

    /** Why the answer is not looked at, and costs nothing: too many of the factor were wrong. One that is over says that it is over. */
    private Optional<ConfirmationRefusal> blocked(Confirmation confirmation) {
        Instant now = clock.instant();
        FactorRef factor = confirmation.factor();
        return confirmation.isOpen(now)
                ? factors.findTyped(factor.kind())
                        .flatMap(source -> source.blockedUntil(factor.id()))
                        .filter(now::isBefore)
                        .map(until -> limit(Optional.of(until), now))
                : Optional.empty();
    }

    private ConfirmationOutcome<ConfirmationView> sign(Confirmation confirmation, OwnedFactor asked) {
        SignedFactor.Question question = factors.findSigned(asked.kind())
                .orElseThrow()
                .ask(asked.ref().id(), confirmation.id(), confirmation.expiresAt());
        return new Granted<>(confirmation.view(asked.label(), question));
    }

    private ConfirmationOutcome<ProvenFactor> answer(
            SignedInUser caller, User user, Confirmation confirmation, FactorAnswer answer) {
        Instant now = clock.instant();
        Verdict verdict = confirmation.answer(() -> check(confirmation, answer), now);
        if (!confirmation.isOpen(now)) {
            codes.findCode(confirmation.purpose().code(), confirmation.id()).ifPresent(codes::end);
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
                yield refuse(
                        caller, refusal(wrong(confirmation.factor().kind())).withTriesLeft(confirmation.triesLeft()));
            }
            case EXPIRED -> refuse(caller, refusal(Reason.EXPIRED));
            case OVER -> refuse(caller, refusal(Reason.OVER));
        };
    }

    private CodeCheck check(Confirmation confirmation, FactorAnswer answer) {
        FactorRef factor = confirmation.factor();
        return switch (factor.kind()) {
            case SMS -> codes.check(confirmation.purpose().code(), confirmation.id(), answer.typed());
            case AUTHENTICATOR ->
                switch (challenges.check(confirmation.id(), answer.typed())) {
                    case RIGHT -> CodeCheck.RIGHT;
                    case WRONG, OTHER_USER -> CodeCheck.WRONG;
                    case EXPIRED -> CodeCheck.EXPIRED;
                };
            case DISPLAY_CARD, TOTP, GRID_CARD, ONLINE_GRID_CARD, RECOVERY_CODE, TEMPORARY_PASSCODE ->
                factors.findTyped(factor.kind()).orElseThrow().check(factor.id(), confirmation.id(), answer.typed());
            case PASSKEY ->
                factors.findSigned(factor.kind()).orElseThrow().check(factor.id(), confirmation.id(), answer);
        };
    }

    private static Reason wrong(FactorKind kind) {
        return switch (kind) {
            case SMS -> Reason.SMS_WRONG;
            case AUTHENTICATOR -> Reason.CR_WRONG;
            case DISPLAY_CARD -> Reason.CARD_WRONG;
            case TOTP -> Reason.TOTP_WRONG;
            case PASSKEY -> Reason.PASSKEY_WRONG;
            case RECOVERY_CODE -> Reason.OVER;
            case GRID_CARD, ONLINE_GRID_CARD -> Reason.GRID_WRONG;
            case TEMPORARY_PASSCODE -> Reason.TEMPORARY_ACCESS;
        };
    }

    private Optional<ConfirmationRefusal> locked(SignedInUser caller, User user) {
        if (user.isLocked()) {
            return Optional.of(refusal(Reason.LOCKED));
        }
        return tries.closedUntil(caller)
                .map(until -> refusal(Reason.LOCKED).withRetryAfter(Duration.between(clock.instant(), until)));
    }

    private static ConfirmationRefusal refusal(Reason reason) {
        return ConfirmationRefusal.of(reason, Reference.next());
    }

    private <T> ConfirmationOutcome<T> refuse(SignedInUser caller, ConfirmationRefusal refusal) {
        audit.record(AuditFact.byUser(
                caller.userId(), "CONFIRMATION", refusal.reason().name(), refusal.reference(), caller.sessionId()));
        return new Refused<>(refusal);
    }
}
