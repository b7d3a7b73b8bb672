package dev.countersign.password;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.notice.Channel;
import dev.countersign.notice.SecurityEvent;
import dev.countersign.password.PasswordOutcome.Changed;
import dev.countersign.password.PasswordRefusal.Reason;
import dev.countersign.password.PasswordReset.Verdict;
import dev.countersign.password.ResetOutcome.Granted;
import dev.countersign.password.ResetOutcome.Refused;
import dev.countersign.phone.CodeDeliveries;
import dev.countersign.phone.CodeDelivery;
import dev.countersign.phone.CodeOrder;
import dev.countersign.phone.CodePurpose;
import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.MobileNumbers;
import dev.countersign.phone.SmsCodes;
import dev.countersign.phone.Turn;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The steps of a forgotten password, a transaction each that holds the user's row. An operator's code alone opens nothing,
 * and neither does the phone alone.
 */
@Stateless
public class PasswordResets {

    private static final String TYPE = "PASSWORD_RESET";

    private final SecureRandom random = new SecureRandom();

    @Inject
    private CredentialDesk credentials;

    @Inject
    private UserStore users;

    @Inject
    private ResetStore resets;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

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

    /** Gives the operator a code for the user, whose identity he has checked; a code given before opens nothing more. */
    public ResetOutcome<IssuedReset> issue(String userName, String operator) {
        Optional<User> user = lock(userName);
        if (user.isEmpty()) {
            return new Refused<>(refusal(Reason.UNKNOWN_USER));
        }
        Optional<MobileNumber> number = numbers.findDefault(user.get().id());
        if (user.get().isLocked() || number.isEmpty()) {
            Reason reason = user.get().isLocked() ? Reason.LOCKED : Reason.SMS_NO_NUMBER;
            audit.record(AuditFact.byOperator(operator, user.get().id(), "PASSWORD_RESET_ISSUED", reason.name()));
            return new Refused<>(refusal(reason));
        }
        resets.lockOpen(user.get().id()).forEach(this::supersede);
        ResetCode code = ResetCode.next(random);
        PasswordReset reset =
                new PasswordReset(user.get().id(), number.get().id(), code, secrets, settings.rules(), clock.instant());
        resets.add(reset);
        audit.record(AuditFact.byOperator(operator, user.get().id(), "PASSWORD_RESET_ISSUED", "OK"));
        return new Granted<>(new IssuedReset(code, reset.expiresAt()));
    }

    /**
     * Takes the operator's code, once, and sends an SMS to the number that was the user's default when the code was given.
     * What opens nothing is one answer.
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
        Optional<PasswordReset> right = user.flatMap(found -> findByCode(found, typedCode))
                .filter(reset -> isDefaultStill(reset.numberId(), user.orElseThrow()));
        if (right.isEmpty()) {
            return refuseCode(userName, user, address);
        }
        return claim(user.orElseThrow(), right.get());
    }

    private ResetOutcome<ClaimedReset> throttled(Instant until) {
        Duration wait = Duration.between(clock.instant(), until);
        return new Refused<>(refusal(Reason.ADDRESS_THROTTLED).withRetryAfter(wait));
    }

    /** Why a new password is not even hashed; empty when it is. */
    public Optional<PasswordOutcome> findObstacle(String id, String secret) {
        Optional<Long> userId = resets.findUserId(id, secret);
        return userId.isEmpty() ? Optional.of(unknown()) : obstacle(users.lockUser(userId.get()), resets.lock(id));
    }

    /** How the SMS of a reset stands that waits for its code; empty where the secret opens nothing that could be answered. */
    public Optional<CodeDelivery> findDelivery(String id, String secret) {
        return resets.find(id, secret)
                .filter(reset -> reset.state() == ResetState.CLAIMED)
                .filter(reset -> isOpenTo(users.getUser(reset.userId()), reset))
                .flatMap(reset -> deliveries.find(CodePurpose.PASSWORD_RESET, id));
    }

    private boolean isOpenTo(User user, PasswordReset reset) {
        return !user.isLocked() && isDefaultStill(reset.numberId(), user);
    }

    /** Takes the code of the SMS and puts the new password in force. */
    public PasswordOutcome finish(String id, String secret, String typed, String newPhc) {
        Optional<Long> userId = resets.findUserId(id, secret);
        if (userId.isEmpty()) {
            return unknown();
        }
        User user = users.lockUser(userId.get());
        PasswordReset reset = resets.lock(id);
        return obstacle(user, reset).orElseGet(() -> finish(user, reset, typed, newPhc));
    }

    private PasswordOutcome finish(User user, PasswordReset reset, String typed, String newPhc) {
        Verdict verdict =
                reset.answer(() -> codes.check(CodePurpose.PASSWORD_RESET, reset.id(), typed), clock.instant());
        if (reset.state().isEnd()) {
            codes.findCode(CodePurpose.PASSWORD_RESET, reset.id()).ifPresent(codes::end);
        }
        return switch (verdict) {
            case RIGHT -> {
                passwords.putInForce(user, newPhc, TYPE, "");
                events.fire(SecurityEvent.of(user.id(), SecurityEvent.Kind.PASSWORD_RESET)
                        .by(Channel.SMS));
                yield new Changed();
            }
            case WRONG -> {
                lockout.factorFailed(laneOf(reset), jurisdictions.limits(user.jurisdiction()));
                yield refuse(reset, refusal(Reason.SMS_WRONG).withTriesLeft(reset.triesLeft()));
            }
            case EXPIRED -> refuse(reset, refusal(Reason.RESET_EXPIRED));
            case OVER -> refuse(reset, refusal(Reason.RESET_OVER));
        };
    }

    private ResetOutcome<ClaimedReset> claim(User user, PasswordReset reset) {
        Instant now = clock.instant();
        MobileNumber number = numbers.getNumber(reset.numberId());
        // With its first message a reset is claimed, and there is no second one.
        Turn turn = codes.sendFirst(new CodeOrder(
                CodePurpose.PASSWORD_RESET,
                reset.id(),
                number.e164(),
                user.language(),
                user.jurisdiction(),
                now.plus(settings.rules().smsLife())));
        if (!turn.isTaken()) {
            Reason reason = turn.kind() == Turn.Kind.LIMIT ? Reason.SMS_LIMIT : Reason.SMS_COOLDOWN;
            return new Refused<>(recorded(user, refusal(reason).withRetryAfter(Duration.between(now, turn.next()))));
        }
        String secret = secrets.newBearer();
        reset.claim(secret, settings.rules(), now);
        audit.record(AuditFact.byUser(user.id(), "PASSWORD_RESET_CLAIMED", "OK", Reference.next(), reset.id()));
        return new Granted<>(
                new ClaimedReset(reset.id(), secret, "SMS", number.masked(), reset.triesLeft(), reset.expiresAt()));
    }

    /** A number that came in after the operator's identity check proves nothing, and neither does one that has gone since. */
    private boolean isDefaultStill(String numberId, User user) {
        return numbers.findDefault(user.id())
                .filter(number -> number.id().equals(numberId))
                .isPresent();
    }

    /** The reset that waits for this code; a wrong one costs it a try. */
    private Optional<PasswordReset> findByCode(User user, String typed) {
        Optional<ResetCode> code = ResetCode.find(typed);
        return resets.lockOpen(user.id()).stream()
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
            repeated.record(fact(user.get(), refusal));
        } else {
            String nameHash = secrets.hash(Purpose.NAME_HASH, "login", userName);
            audit.tell(AuditFact.byStranger(nameHash, TYPE, refusal.reason().name(), refusal.reference()));
        }
        return new Refused<>(refusal);
    }

    private Optional<PasswordOutcome> obstacle(User user, PasswordReset reset) {
        if (user.isLocked()) {
            return Optional.of(refuse(reset, refusal(Reason.LOCKED)));
        }
        if (!isDefaultStill(reset.numberId(), user)) {
            return Optional.of(refuse(reset, refusal(Reason.RESET_OVER)));
        }
        return lockout.lockedUntil(laneOf(reset))
                .map(until ->
                        refuse(reset, refusal(Reason.LOCKED).withRetryAfter(Duration.between(clock.instant(), until))));
    }

    private void supersede(PasswordReset reset) {
        reset.supersede();
        codes.findCode(CodePurpose.PASSWORD_RESET, reset.id()).ifPresent(codes::end);
    }

    private Optional<User> lock(String userName) {
        return credentials.findCredentials(userName).map(Credentials::userId).map(users::lockUser);
    }

    /** The reset is a lane of its own in the one count of wrong answers: strangers cannot close it. */
    private static Lane laneOf(PasswordReset reset) {
        return Lane.ofUser(reset.userId(), reset.id());
    }

    private static PasswordRefusal refusal(Reason reason) {
        return PasswordRefusal.of(reason, Reference.next());
    }

    private PasswordRefusal recorded(User user, PasswordRefusal refusal) {
        audit.record(fact(user, refusal));
        return refusal;
    }

    private static AuditFact fact(User user, PasswordRefusal refusal) {
        return AuditFact.byUser(user.id(), TYPE, refusal.reason().name(), refusal.reference(), "");
    }

    private PasswordOutcome refuse(PasswordReset reset, PasswordRefusal refusal) {
        audit.record(AuditFact.byUser(reset.userId(), TYPE, refusal.reason().name(), refusal.reference(), reset.id()));
        return new PasswordOutcome.Refused(refusal);
    }

    private static PasswordOutcome unknown() {
        return new PasswordOutcome.Refused(refusal(Reason.UNKNOWN_RESET));
    }
}
