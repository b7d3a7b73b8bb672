package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.budget.Asker;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.lockout.Lane;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.TypedAnswer.Reading;
import dev.countersign.sms.CodeDeliveries;
import dev.countersign.sms.CodeOrder;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.sms.OneTimeCode;
import dev.countersign.sms.SmsCodes;
import dev.countersign.sms.Turn;
import dev.countersign.user.LoginMailboxes;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A code that comes by SMS. */
@ApplicationScoped
class SmsWay implements Way {

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

    @Inject
    private CodeDeliveries deliveries;

    @Inject
    private Factors factors;

    @Inject
    private UserStore users;

    @Inject
    private LoginMailboxes mailboxes;

    @Inject
    private Choosers choosers;

    @Inject
    private BoundDomain domain;

    @Inject
    private AttemptDecisions decisions;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    @Override
    public FactorKind kind() {
        return FactorKind.SMS;
    }

    @Override
    public Optional<Refusal> obstacle(User user, ClientKind client, OwnedFactor factor) {
        return Optional.empty();
    }

    /** While the number may get nothing, nothing is sent, and the client asks for the code later. */
    @Override
    public Started begin(User user, LoginAttempt attempt) {
        Turn turn = codes.sendFirst(order(user, attempt));
        recordMail(user, attempt, turn);
        return started(attempt, turn);
    }

    /** Sends the code, again or for the first time, if the number may get an SMS now and its carrier has not just blocked one. */
    @Override
    public LoginOutcome<Started> start(User user, LoginAttempt attempt) {
        Turn turn = codes.send(order(user, attempt));
        if (turn.isTaken()) {
            audit.record(AuditFact.byUser(user.id(), "LOGIN_SMS", "OK", attempt.reference(), attempt.id()));
            recordMail(user, attempt, turn);
            return new Granted<>(started(attempt, turn));
        }
        return decisions.refuse(attempt, "LOGIN_SMS", refusal(user, attempt, turn));
    }

    /** A duty that could not be done is seen, too. */
    private void recordMail(User user, LoginAttempt attempt, Turn turn) {
        if (turn.isTaken() && mailboxes.isOrdered(user)) {
            String reason = mailboxes.find(user).isPresent() ? "OK" : "NO_MAILBOX";
            audit.record(AuditFact.byUser(user.id(), "LOGIN_MAIL", reason, attempt.reference(), attempt.id()));
        }
    }

    private Refusal refusal(User user, LoginAttempt attempt, Turn turn) {
        Reason reason = reason(turn);
        return switch (turn.kind()) {
            case BLOCKED, CLOSED -> pointedElsewhere(reason, user, attempt, NextStep.HELP_DESK);
            case LIMIT -> waiting(pointedElsewhere(reason, user, attempt, NextStep.ANSWER, NextStep.SMS), turn);
            case PAUSE, TAKEN -> waiting(Refusal.of(reason, attempt.reference(), NextStep.ANSWER, NextStep.SMS), turn);
        };
    }

    private Refusal waiting(Refusal refusal, Turn turn) {
        return refusal.withRetryAfter(Duration.between(clock.instant(), turn.next()));
    }

    private static Reason reason(Turn turn) {
        return switch (turn.kind()) {
            case BLOCKED -> Reason.SMS_CARRIER_BLOCKED;
            case CLOSED -> Reason.SMS_CLOSED;
            case LIMIT -> Reason.SMS_LIMIT;
            case PAUSE, TAKEN -> Reason.SMS_COOLDOWN;
        };
    }

    /** For longer than anybody waits he gets no SMS: whoever has another factor is pointed to it first. */
    private Refusal pointedElsewhere(Reason reason, User user, LoginAttempt attempt, NextStep... otherwise) {
        Stream<NextStep> other = hasAnother(user, attempt) ? Stream.of(NextStep.FACTOR) : Stream.empty();
        return Refusal.of(
                reason,
                attempt.reference(),
                Stream.concat(other, Stream.of(otherwise)).toArray(NextStep[]::new));
    }

    private boolean hasAnother(User user, LoginAttempt attempt) {
        return choosers.isOffered(attempt)
                && Choosers.askable(factors.listUsable(user.id()), attempt.passkeys()).stream()
                        .anyMatch(factor -> !factor.ref().is(FactorKind.SMS));
    }

    @Override
    public Optional<Started> show(LoginAttempt attempt) {
        Instant nextTurn = codes.nextTurn(e164(attempt));
        return Optional.of(codes.findCode(CodePurpose.LOGIN, attempt.id())
                .flatMap(deliveries::find)
                .map(delivery -> Started.sms(delivery, attempt.triesLeft(), nextTurn))
                .orElseGet(() -> keptBack(attempt, findWait(attempt).orElseGet(() -> Turn.pause(nextTurn)))));
    }

    /** Why the login may have no code sent now, by whatever limit; empty where it may. */
    Optional<Turn> findWait(LoginAttempt attempt) {
        return codes.findWait(order(users.getUser(attempt.userId()), attempt));
    }

    @Override
    public Asked find(LoginAttempt attempt) {
        return new Code(codes.findCode(CodePurpose.LOGIN, attempt.id()));
    }

    @Override
    public NextStep again() {
        return NextStep.SMS;
    }

    private CodeOrder order(User user, LoginAttempt attempt) {
        return new CodeOrder(
                        CodePurpose.LOGIN,
                        attempt.id(),
                        e164(attempt),
                        attempt.language(),
                        user.jurisdiction(),
                        attempt.expiresAt())
                .from(new Asker(
                        Lane.network(attempt.clientAddress()),
                        attempt.clientKind().name()))
                .boundTo(domain.of(attempt.clientKind()))
                .alsoTo(mailboxes.find(user));
    }

    private String e164(LoginAttempt attempt) {
        return numbers.getNumber(attempt.number()).e164();
    }

    /** Reads nothing of what was just written. */
    private Started started(LoginAttempt attempt, Turn turn) {
        return turn.code()
                .map(code -> Started.sms(deliveries.ordered(code), attempt.triesLeft(), turn.next()))
                .orElseGet(() -> keptBack(attempt, turn));
    }

    private Started keptBack(LoginAttempt attempt, Turn turn) {
        if (turn.kind() == Turn.Kind.CLOSED) {
            return Started.neverSent(reason(turn), attempt.triesLeft(), attempt.expiresAt());
        }
        Instant now = clock.instant();
        Duration wait = turn.next().isAfter(now) ? Duration.between(now, turn.next()) : Duration.ZERO;
        return Started.keptBack(reason(turn), attempt.triesLeft(), turn.next(), attempt.expiresAt(), wait);
    }

    private final class Code implements Asked {

        private final Optional<OneTimeCode> newest;

        Code(Optional<OneTimeCode> newest) {
            this.newest = newest;
        }

        @Override
        public Reading compare(FactorAnswer answer) {
            CodeCheck check = codes.check(newest, answer.typed());
            return new Reading(check, check == CodeCheck.EXPIRED ? Reason.SMS_EXPIRED : Reason.SMS_WRONG);
        }

        @Override
        public void end() {
            newest.ifPresent(codes::end);
        }

        @Override
        public void retire() {
            newest.ifPresent(codes::retire);
        }
    }
}
