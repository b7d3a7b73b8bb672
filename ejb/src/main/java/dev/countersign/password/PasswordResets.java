package dev.countersign.password;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.FactorQuestions;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.lockout.DeviceOwner;
import dev.countersign.lockout.Lockout;
import dev.countersign.password.PasswordOutcome.Changed;
import dev.countersign.password.PasswordOutcome.Unconfirmed;
import dev.countersign.password.PasswordRefusal.Reason;
import dev.countersign.password.PasswordReset.Verdict;
import dev.countersign.password.ResetOutcome.Granted;
import dev.countersign.password.ResetOutcome.Refused;
import dev.countersign.password.ResetOutcome.Unasked;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.CodeDeliveries;
import dev.countersign.sms.CodeDelivery;
import dev.countersign.sms.CodePurpose;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
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

/**
 * The steps of a forgotten password, a transaction each that holds the user's row. An operator's code alone opens nothing,
 * and neither does the factor alone; to a user who never had a factor the code is all there is.
 */
@Stateless
public class PasswordResets {

    private static final String TYPE = "PASSWORD_RESET";
    private static final long NOBODY = DeviceOwner.NOBODY.userId();

    @Inject
    private CredentialDesk credentials;

    @Inject
    private UserStore users;

    @Inject
    private ResetStore resets;

    @Inject
    private ResetFactors factors;

    @Inject
    private CodeDeliveries deliveries;

    @Inject
    private NewPasswords passwords;

    @Inject
    private ResetSettings settings;

    @Inject
    private Lockout lockout;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Clock clock;

    /**
     * Takes the operator's code, once, and asks for a factor that was the user's when the code was given: the default, or the next one that
     * may be asked now; of a user who never had one nothing is asked. While none may, or no answer would be looked at, the code is not used up. What opens nothing is one answer.
     *
     * @param address network address of the caller
     */
    public ResetOutcome<ClaimedReset> claim(String userName, String typedCode, String address) {
        Optional<Instant> early = lockout.throttledUntil(address);
        if (early.isPresent()) {
            return throttled(early.get());
        }
        Optional<User> user = lock(userName).filter(found -> !found.isLocked());
        // Others from there may have been wrong meanwhile; the user's row comes first, as everywhere.
        Optional<Instant> late = lockout.lockAndFindThrottled(address);
        if (late.isPresent()) {
            return throttled(late.get());
        }
        Optional<PasswordReset> right =
                findByCode(user.map(User::id).orElse(NOBODY), typedCode).filter(factors::canBeClaimed);
        if (right.isEmpty()) {
            return refuseCode(userName, user, address);
        }
        User owner = user.orElseThrow();
        PasswordReset reset = right.get();
        return closed(owner, reset)
                .<ResetOutcome<ClaimedReset>>map(refusal -> new Refused<>(recorded(reset, refusal)))
                .orElseGet(() -> claim(owner, reset));
    }

    private ResetOutcome<ClaimedReset> throttled(Instant until) {
        Duration wait = Duration.between(clock.instant(), until);
        return new Refused<>(refusal(Reason.ADDRESS_THROTTLED).withRetryAfter(wait));
    }

    /** Asks again: sends the code of an SMS once more, or asks another question, or for another factor if its id is given. */
    public ResetOutcome<AskedReset> ask(String id, String secret, Optional<String> factor) {
        Optional<Long> userId = resets.findUserId(id, secret);
        if (userId.isEmpty()) {
            return new Refused<>(refusal(Reason.UNKNOWN_RESET));
        }
        User user = users.lockUser(userId.get());
        PasswordReset reset = resets.lock(id);
        String wanted = factor.or(() -> reset.factor().map(FactorRef::id)).orElse("");
        List<OwnedFactor> present = factors.list(reset);
        Optional<OwnedFactor> asked = present.stream()
                .filter(known -> known.ref().id().equals(wanted))
                .findFirst();
        return closed(user, reset)
                .or(() -> over(reset, asked))
                .<ResetOutcome<AskedReset>>map(refusal -> new Refused<>(recorded(reset, refusal)))
                .orElseGet(() -> asked(reset, factors.ask(user, reset, asked.orElseThrow(), present)));
    }

    private ResetOutcome<AskedReset> asked(PasswordReset reset, ConfirmationOutcome<AskedReset> outcome) {
        return outcome instanceof ConfirmationOutcome.Granted<AskedReset> granted
                ? new Granted<>(granted.value())
                : unasked(reset, outcome);
    }

    private <T> ResetOutcome<T> unasked(PasswordReset reset, ConfirmationOutcome<AskedReset> outcome) {
        return new Unasked<>(recorded(reset, ((ConfirmationOutcome.Refused<AskedReset>) outcome).refusal()));
    }

    /** The reset that waits for its factor, as it was asked for last; empty where the secret opens nothing that could be answered. */
    public Optional<AskedReset> find(String id, String secret) {
        return resets.find(id, secret).flatMap(reset -> {
            User user = users.getUser(reset.userId());
            return closed(user, reset).isEmpty() ? factors.find(user, reset) : Optional.empty();
        });
    }

    /** Why a new password is not even hashed; empty when it is. */
    public Optional<PasswordOutcome> findObstacle(String id, String secret) {
        Optional<Long> userId = resets.findUserId(id, secret);
        return userId.isEmpty() ? Optional.of(unknown()) : obstacle(users.lockUser(userId.get()), resets.lock(id));
    }

    /** How the SMS of a reset stands that waits for its code; empty where the secret opens nothing that could be answered. */
    public Optional<CodeDelivery> findDelivery(String id, String secret) {
        return resets.find(id, secret)
                .filter(reset -> reset.isAsking(clock.instant()) && factors.isBySms(reset))
                .filter(reset -> !users.getUser(reset.userId()).isLocked())
                .flatMap(reset -> deliveries.find(CodePurpose.PASSWORD_RESET, id));
    }

    /** Takes the answer of the factor, if one was asked, and puts the new password in force. */
    public PasswordOutcome finish(String id, String secret, Optional<FactorAnswer> answer, String newPhc) {
        Optional<Long> userId = resets.findUserId(id, secret);
        if (userId.isEmpty()) {
            return unknown();
        }
        User user = users.lockUser(userId.get());
        PasswordReset reset = resets.lock(id);
        lockout.takeTurn(reset.lane());
        return obstacle(user, reset).orElseGet(() -> finish(user, reset, answer, newPhc));
    }

    private PasswordOutcome finish(User user, PasswordReset reset, Optional<FactorAnswer> answer, String newPhc) {
        Optional<FactorKind> asked = reset.factor().map(FactorRef::kind);
        if (asked.isPresent() && answer.isEmpty()) {
            return refuse(reset, refusal(Reason.ANSWER_REQUIRED));
        }
        return switch (factors.answer(reset, answer)) {
            case RIGHT -> {
                passwords.putInForce(user, newPhc, TYPE, "");
                events.fire(SecurityEvent.of(user.id(), SecurityEvent.Kind.PASSWORD_RESET)
                        .by(asked.flatMap(FactorKind::channel)));
                yield new Changed();
            }
            case WRONG -> {
                if (lockout.factorFailed(reset.lane(), jurisdictions.limits(user.jurisdiction()))) {
                    audit.record(AuditFact.ofClosedLane(user.id(), TYPE, Reference.next(), reset.id()));
                }
                yield new Unconfirmed(recorded(reset, FactorQuestions.wrong(asked.orElseThrow(), reset.triesLeft())));
            }
            case EXPIRED ->
                reset.isAsking(clock.instant())
                        ? new Unconfirmed(recorded(reset, FactorQuestions.late()))
                        : refuse(reset, refusal(Reason.RESET_EXPIRED));
            case OVER -> refuse(reset, refusal(Reason.RESET_OVER));
        };
    }

    private ResetOutcome<ClaimedReset> claim(User user, PasswordReset reset) {
        String secret = secrets.newBearer();
        ConfirmationOutcome<AskedReset> outcome =
                factors.claim(user, reset, secret, settings.rules(jurisdictions.limits(user.jurisdiction())));
        if (outcome instanceof ConfirmationOutcome.Granted<AskedReset> granted) {
            warn(user, granted.value().question().map(asked -> asked.ref().kind()));
            return new Granted<>(new ClaimedReset(secret, granted.value()));
        }
        return unasked(reset, outcome);
    }

    /** Of a code that comes by SMS the message itself says what it is for. */
    private void warn(User user, Optional<FactorKind> asked) {
        if (asked.filter(FactorKind.SMS::equals).isEmpty()) {
            events.fire(
                    SecurityEvent.of(user.id(), SecurityEvent.Kind.RESET_BEGUN).by(asked.flatMap(FactorKind::channel)));
        }
    }

    /** The user's reset that waits for this code; a wrong one costs it a try. */
    private Optional<PasswordReset> findByCode(long userId, String typed) {
        Optional<ResetCode> code = ResetCode.find(typed);
        return resets.lockOpen(userId).stream()
                .filter(reset -> reset.state() == ResetState.ISSUED)
                .filter(reset -> code.map(known -> reset.check(known, secrets, clock.instant()))
                        .filter(Verdict.RIGHT::equals)
                        .isPresent())
                .findFirst();
    }

    private ResetOutcome<ClaimedReset> refuseCode(String userName, Optional<User> user, String address) {
        lockout.addressFailed(address);
        PasswordRefusal refusal = refusal(Reason.RESET_REFUSED);
        if (user.isPresent()) {
            repeated.record(
                    AuditFact.byUser(user.get().id(), TYPE, refusal.reason().name(), refusal.reference(), ""));
        } else {
            String nameHash = secrets.hash(Purpose.NAME_HASH, "login", userName);
            audit.tell(AuditFact.byStranger(nameHash, TYPE, refusal.reason().name(), refusal.reference()));
        }
        return new Refused<>(refusal);
    }

    private Optional<PasswordOutcome> obstacle(User user, PasswordReset reset) {
        return closed(user, reset)
                .or(() -> factors.isProving(reset) ? Optional.empty() : Optional.of(refusal(Reason.RESET_OVER)))
                .map(refusal -> refuse(reset, refusal))
                .or(() -> factors.findBlock(reset).map(refusal -> new Unconfirmed(recorded(reset, refusal))));
    }

    /** Why nothing is taken from its user now. */
    private Optional<PasswordRefusal> closed(User user, PasswordReset reset) {
        if (user.isLocked()) {
            return Optional.of(refusal(Reason.LOCKED));
        }
        return lockout.lockedUntil(reset.lane())
                .map(until -> refusal(Reason.LOCKED).withRetryAfter(Duration.between(clock.instant(), until)));
    }

    /** Why nothing more is asked. */
    private Optional<PasswordRefusal> over(PasswordReset reset, Optional<OwnedFactor> asked) {
        if (reset.state() != ResetState.CLAIMED || asked.isEmpty()) {
            return Optional.of(refusal(Reason.RESET_OVER));
        }
        return reset.isAsking(clock.instant()) ? Optional.empty() : Optional.of(refusal(Reason.RESET_EXPIRED));
    }

    /** A name that nobody has is asked about as often as any other. */
    private Optional<User> lock(String userName) {
        return users.findLocked(
                credentials.findCredentials(userName).map(Credentials::userId).orElse(NOBODY));
    }

    private static PasswordRefusal refusal(Reason reason) {
        return PasswordRefusal.of(reason, Reference.next());
    }

    private PasswordRefusal recorded(PasswordReset reset, PasswordRefusal refusal) {
        repeated.record(fact(reset, refusal.reason().name(), refusal.reference()));
        return refusal;
    }

    private ConfirmationRefusal recorded(PasswordReset reset, ConfirmationRefusal refusal) {
        repeated.refused(fact(reset, refusal.reason().name(), refusal.reference()), refusal.triesLeft());
        return refusal;
    }

    private static AuditFact fact(PasswordReset reset, String reason, Reference reference) {
        return AuditFact.byUser(reset.userId(), TYPE, reason, reference, reset.id());
    }

    private PasswordOutcome refuse(PasswordReset reset, PasswordRefusal refusal) {
        return new PasswordOutcome.Refused(recorded(reset, refusal));
    }

    private static PasswordOutcome unknown() {
        return new PasswordOutcome.Refused(refusal(Reason.UNKNOWN_RESET));
    }
}
