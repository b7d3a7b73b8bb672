package dev.countersign.confirmation;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.confirmation.Confirmation.Verdict;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationRefusal.Reason;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.phone.CodeOrder;
import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.MobileNumbers;
import dev.countersign.phone.SmsCodes;
import dev.countersign.phone.Turn;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

    @Inject
    private Lockout lockout;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private ConfirmationSettings settings;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Sends a code to the user's default number; the same one again while the session has one open for the purpose. */
    public ConfirmationOutcome<ConfirmationView> begin(SignedInUser caller, ConfirmationPurpose purpose) {
        User user = users.lockUser(caller.userId());
        Optional<ConfirmationRefusal> locked = locked(caller, user);
        if (locked.isPresent()) {
            return refuse(caller, locked.get());
        }
        Optional<MobileNumber> number = numbers.findDefault(user.id());
        return number.map(to -> send(caller, purpose, to, user))
                .orElseGet(() -> refuse(caller, refusal(Reason.SMS_NO_NUMBER)));
    }

    /**
     * Takes the code of a confirmation that this session has begun for this purpose, once. After a refusal the caller
     * commits and changes nothing, so that the wrong try counts.
     *
     * @param typed as the user typed it; blanks and hyphens are left out
     */
    public ConfirmationOutcome<ProvenFactor> consume(
            SignedInUser caller, ConfirmationPurpose purpose, String id, String typed) {
        User user = users.lockUser(caller.userId());
        Optional<ConfirmationRefusal> locked = locked(caller, user);
        if (locked.isPresent()) {
            return refuse(caller, locked.get());
        }
        return confirmations
                .lock(id)
                .filter(confirmation -> confirmation.isOf(caller, purpose))
                .filter(confirmation ->
                        numbers.getNumber(confirmation.numberId()).isVerified())
                .map(confirmation -> answer(caller, user, confirmation, typed))
                .orElseGet(() -> refuse(caller, refusal(Reason.OVER)));
    }

    private ConfirmationOutcome<ConfirmationView> send(
            SignedInUser caller, ConfirmationPurpose purpose, MobileNumber number, User user) {
        Instant now = clock.instant();
        Optional<Confirmation> open = confirmations.findNewest(caller, purpose).filter(newest -> newest.isOpen(now));
        Confirmation confirmation = open.filter(known -> known.numberId().equals(number.id()))
                .orElseGet(
                        () -> new Confirmation(caller, purpose, number.id(), settings.tries(), now, settings.life()));
        Turn turn = codes.send(new CodeOrder(
                purpose.code(),
                confirmation.id(),
                number.e164(),
                user.language(),
                user.jurisdiction(),
                confirmation.expiresAt()));
        if (!turn.isTaken()) {
            Reason reason = turn.kind() == Turn.Kind.LIMIT ? Reason.SMS_LIMIT : Reason.SMS_COOLDOWN;
            return refuse(caller, refusal(reason).withRetryAfter(Duration.between(now, turn.next())));
        }
        open.filter(known -> known != confirmation).ifPresent(known -> known.end(now));
        confirmations.add(confirmation);
        audit.record(AuditFact.byUser(
                caller.userId(), "CONFIRMATION_SMS", purpose.name(), Reference.next(), confirmation.id()));
        return new Granted<>(view(confirmation, number));
    }

    private ConfirmationOutcome<ProvenFactor> answer(
            SignedInUser caller, User user, Confirmation confirmation, String typed) {
        Instant now = clock.instant();
        Verdict verdict =
                confirmation.answer(() -> codes.check(confirmation.purpose().code(), confirmation.id(), typed), now);
        if (!confirmation.isOpen(now)) {
            codes.findCode(confirmation.purpose().code(), confirmation.id()).ifPresent(codes::end);
        }
        return switch (verdict) {
            case PROVEN -> {
                audit.record(AuditFact.byUser(
                        caller.userId(),
                        "CONFIRMATION",
                        confirmation.purpose().name(),
                        Reference.next(),
                        confirmation.id()));
                yield new Granted<>(new ProvenFactor(confirmation.numberId()));
            }
            case WRONG -> {
                lockout.factorFailed(laneOf(caller), jurisdictions.limits(user.jurisdiction()));
                yield refuse(caller, refusal(Reason.SMS_WRONG).withTriesLeft(confirmation.triesLeft()));
            }
            case EXPIRED -> refuse(caller, refusal(Reason.EXPIRED));
            case OVER -> refuse(caller, refusal(Reason.OVER));
        };
    }

    private Optional<ConfirmationRefusal> locked(SignedInUser caller, User user) {
        if (user.isLocked()) {
            return Optional.of(refusal(Reason.LOCKED));
        }
        return lockout.lockedUntil(laneOf(caller))
                .map(until -> refusal(Reason.LOCKED).withRetryAfter(Duration.between(clock.instant(), until)));
    }

    private ConfirmationView view(Confirmation confirmation, MobileNumber number) {
        return new ConfirmationView(
                confirmation.id(),
                confirmation.purpose(),
                "SMS",
                number.masked(),
                confirmation.triesLeft(),
                codes.nextTurn(number.e164()),
                confirmation.expiresAt());
    }

    /**
     * Wrong answers count with those of logins. The session is a lane of its own, because the lanes of logins can be closed
     * by strangers who know nothing but the user's name.
     */
    private static Lane laneOf(SignedInUser caller) {
        return Lane.ofUser(caller.userId(), caller.sessionId());
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
