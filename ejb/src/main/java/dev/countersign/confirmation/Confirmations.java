package dev.countersign.confirmation;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Challenges;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.IssuedChallenge;
import dev.countersign.confirmation.Confirmation.Holder;
import dev.countersign.confirmation.Confirmation.Verdict;
import dev.countersign.confirmation.ConfirmationOutcome.Granted;
import dev.countersign.confirmation.ConfirmationOutcome.Refused;
import dev.countersign.confirmation.ConfirmationRefusal.Reason;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.phone.CodeCheck;
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
    private Authenticators authenticators;

    @Inject
    private Challenges challenges;

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

    /** Whether the user has a factor that could be asked for. */
    public boolean hasFactor(long userId) {
        return authenticators.findActive(userId).isPresent()
                || numbers.findDefault(userId).isPresent();
    }

    /**
     * Asks the user's authenticator a question, or sends a code to his default number where he has none; the same code again
     * while the session has one open for the purpose.
     */
    public ConfirmationOutcome<ConfirmationView> begin(SignedInUser caller, ConfirmationPurpose purpose) {
        User user = users.lockUser(caller.userId());
        Optional<ConfirmationRefusal> locked = locked(caller, user);
        if (locked.isPresent()) {
            return refuse(caller, locked.get());
        }
        return authenticators
                .findActive(user.id())
                .map(phone -> ask(caller, purpose, phone))
                .or(() -> numbers.findDefault(user.id()).map(to -> send(caller, purpose, to, user)))
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
                .filter(confirmation -> isGood(confirmation.holder()))
                .map(confirmation -> answer(caller, user, confirmation, typed))
                .orElseGet(() -> refuse(caller, refusal(Reason.OVER)));
    }

    /** Whether what the answer comes from is still the user's factor. */
    private boolean isGood(Holder holder) {
        return holder.numberId()
                        .filter(number -> !numbers.getNumber(number).isVerified())
                        .isEmpty()
                && holder.enrolment()
                        .filter(phone -> !authenticators.get(phone).isActive())
                        .isEmpty();
    }

    private ConfirmationOutcome<ConfirmationView> ask(
            SignedInUser caller, ConfirmationPurpose purpose, Enrolment phone) {
        Instant now = clock.instant();
        Optional<Confirmation> open = findOpen(caller, purpose, now);
        Holder holder = Holder.of(phone);
        Confirmation confirmation = open.filter(known -> known.holder().equals(holder))
                .orElseGet(() -> new Confirmation(caller, purpose, holder, settings.rules(), now));
        Optional<IssuedChallenge> issued = challenges.issue(phone, confirmation.id(), confirmation.expiresAt());
        if (issued.isEmpty()) {
            Duration pause = Duration.between(now, challenges.freeAgain(phone));
            return refuse(caller, refusal(Reason.CHALLENGE_LIMIT).withRetryAfter(pause));
        }
        open.filter(known -> known != confirmation).ifPresent(known -> known.end(now));
        confirmations.add(confirmation);
        audit.record(AuditFact.byUser(
                caller.userId(), "CONFIRMATION_CHALLENGE", purpose.name(), Reference.next(), confirmation.id()));
        return new Granted<>(new ConfirmationView(
                confirmation.id(),
                purpose,
                "AUTHENTICATOR",
                authenticators.model(phone),
                confirmation.triesLeft(),
                issued.map(IssuedChallenge::question),
                Optional.empty(),
                issued.get().expiresAt()));
    }

    private Optional<Confirmation> findOpen(SignedInUser caller, ConfirmationPurpose purpose, Instant now) {
        return confirmations.findNewest(caller, purpose).filter(newest -> newest.isOpen(now));
    }

    private ConfirmationOutcome<ConfirmationView> send(
            SignedInUser caller, ConfirmationPurpose purpose, MobileNumber number, User user) {
        Instant now = clock.instant();
        Optional<Confirmation> open = findOpen(caller, purpose, now);
        Holder holder = Holder.of(number);
        Confirmation confirmation = open.filter(known -> known.holder().equals(holder))
                .orElseGet(() -> new Confirmation(caller, purpose, holder, settings.rules(), now));
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
        boolean byPhone = confirmation.holder().enrolment().isPresent();
        Verdict verdict = confirmation.answer(() -> check(confirmation, typed), now);
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
                yield new Granted<>(new ProvenFactor(confirmation.holder().numberId()));
            }
            case WRONG -> {
                lockout.factorFailed(laneOf(caller), jurisdictions.limits(user.jurisdiction()));
                yield refuse(
                        caller,
                        refusal(byPhone ? Reason.CR_WRONG : Reason.SMS_WRONG).withTriesLeft(confirmation.triesLeft()));
            }
            case EXPIRED -> refuse(caller, refusal(Reason.EXPIRED));
            case OVER -> refuse(caller, refusal(Reason.OVER));
        };
    }

    private CodeCheck check(Confirmation confirmation, String typed) {
        if (confirmation.holder().enrolment().isEmpty()) {
            return codes.check(confirmation.purpose().code(), confirmation.id(), typed);
        }
        return switch (challenges.check(confirmation.id(), typed)) {
            case RIGHT -> CodeCheck.RIGHT;
            case WRONG, OTHER_USER -> CodeCheck.WRONG;
            case EXPIRED -> CodeCheck.EXPIRED;
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
                Optional.empty(),
                Optional.of(codes.nextTurn(number.e164())),
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
