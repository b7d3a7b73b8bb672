package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.authenticator.ApprovalAnswer;
import dev.countersign.authenticator.ApprovalCheck;
import dev.countersign.authenticator.ApprovalVerdict;
import dev.countersign.authenticator.AuthenticatorStore;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.Installation;
import dev.countersign.authenticator.RelyingParty;
import dev.countersign.authenticator.Soundness;
import dev.countersign.factor.CodeCheck;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.push.PushRequest;
import dev.countersign.push.PushRequestState;
import dev.countersign.push.PushRequests;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.securityevent.SecurityEvent.Kind;
import dev.countersign.user.User;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a phone decides about a login that waits for it. One transaction that holds the user's row and then the attempt's: of
 * fifty approvals and denials at a time the first one counts, and the others find the attempt over.
 */
@Stateless
public class Approvals {

    private static final String TYPE = "LOGIN_FACTOR";

    @Inject
    private AuthenticatorStore phones;

    @Inject
    private Authenticators authenticators;

    @Inject
    private PushRequests requests;

    @Inject
    private ApprovalCheck check;

    @Inject
    private Soundness soundness;

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private AttemptDecisions decisions;

    @Inject
    private AttemptTurns turns;

    @Inject
    private Ways ways;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<SecurityEvent> told;

    @Inject
    private Clock clock;

    /**
     * Takes the decision of a phone about a request that it was sent; empty if there is no such installation with this token, or
     * no such request for it.
     */
    public Optional<LoginOutcome<AttemptState>> decide(
            UUID installation, String token, UUID request, ApprovalAnswer answer, RelyingParty relyingParty) {
        return turns.take(
                        token,
                        () -> phones.isInstallation(installation, token)
                                ? requests.find(request, installation)
                                        .map(found -> decide(found, new Answered(answer, relyingParty)))
                                : Optional.<LoginOutcome<AttemptState>>empty())
                .orElseGet(() -> Optional.of(LoginOutcome.refused(Refusal.busy())));
    }

    /** The phone is read once the user is locked: what became known of it while he was waited for counts. */
    private LoginOutcome<AttemptState> decide(PushRequest request, Answered answered) {
        String id = request.attemptId();
        return attempts.lockUser(id, clock.instant())
                .map(owner -> decisions.decide(
                        owner,
                        id,
                        (user, attempt) -> decide(
                                user,
                                attempt,
                                requests.lock(request),
                                phones.getInstallation(request.installationId()),
                                answered)))
                .orElseGet(() -> decisions.refuseEnded(attempts.getAttempt(id), TYPE));
    }

    private record Answered(ApprovalAnswer answer, RelyingParty relyingParty) {}

    private LoginOutcome<AttemptState> decide(
            User user, LoginAttempt attempt, PushRequest request, Installation by, Answered answered) {
        Instant now = clock.instant();
        Enrolment phone = authenticators.get(request.enrolmentId());
        Optional<Refusal> obstacle = obstacle(attempt, request, phone, now);
        if (obstacle.isPresent()) {
            return decisions.refuse(attempt, TYPE, obstacle.get());
        }
        ApprovalVerdict verdict = check.check(phone, request.shown(), answered.answer(), answered.relyingParty());
        return switch (verdict.kind()) {
            case DENIES -> deny(user, attempt, request, now);
            case APPROVES ->
                soundness.isEnough(by)
                        ? approve(user, attempt, request, verdict.number(), now)
                        : decisions.refuse(attempt, TYPE, refusal(Reason.PUSH_DEVICE_REFUSED, attempt));
            case PIN_WRONG -> wrong(user, attempt, Reason.PUSH_PIN_WRONG, attempt.triesLeft() - 1, now);
            case PROOF_WRONG -> decisions.refuse(attempt, TYPE, refusal(Reason.PUSH_PROOF_WRONG, attempt));
        };
    }

    private static Optional<Refusal> obstacle(LoginAttempt attempt, PushRequest request, Enrolment phone, Instant now) {
        AttemptState state = attempt.stateAt(now);
        if (state != AttemptState.FACTOR_PENDING) {
            return Optional.of(AttemptDecisions.over(attempt, state));
        }
        if (!phone.isActive()) {
            return Optional.of(Refusal.of(Reason.ATTEMPT_OVER, attempt.reference(), NextStep.NEW_LOGIN));
        }
        return switch (request.stateAt(now)) {
            case WAITING -> Optional.empty();
            case EXPIRED -> Optional.of(refusal(Reason.PUSH_EXPIRED, attempt));
            case SUPERSEDED -> Optional.of(refusal(Reason.PUSH_SUPERSEDED, attempt));
            case APPROVED, DENIED, ENDED -> Optional.of(refusal(Reason.ATTEMPT_OVER, attempt));
        };
    }

    private LoginOutcome<AttemptState> approve(
            User user, LoginAttempt attempt, PushRequest request, Optional<String> number, Instant now) {
        if (!request.isNumber(number)) {
            boolean last = request.missNumber();
            int left = Math.min(request.numberTriesLeft(), attempt.triesLeft() - 1);
            LoginOutcome<AttemptState> refused = wrong(user, attempt, Reason.PUSH_NUMBER_WRONG, left, now);
            if (last) {
                attempt.fail();
                ways.end(attempt);
            }
            return refused;
        }
        attempt.answer(() -> CodeCheck.RIGHT, now);
        request.end(PushRequestState.APPROVED, now);
        ways.end(attempt);
        audit.record(AuditFact.byUser(user.id(), TYPE, "OK", attempt.reference(), attempt.id()));
        return new Granted<>(attempt.stateAt(now));
    }

    /** Somebody knows the password: whoever owns the account is told. */
    private LoginOutcome<AttemptState> deny(User user, LoginAttempt attempt, PushRequest request, Instant now) {
        attempt.deny(now);
        request.end(PushRequestState.DENIED, now);
        ways.end(attempt);
        audit.record(AuditFact.byUser(user.id(), "LOGIN_DENIED", "OK", attempt.reference(), attempt.id()));
        told.fire(SecurityEvent.of(user.id(), Kind.LOGIN_DENIED).by(Channel.PUSH));
        return new Granted<>(attempt.stateAt(now));
    }

    private LoginOutcome<AttemptState> wrong(
            User user, LoginAttempt attempt, Reason reason, int triesLeft, Instant now) {
        attempt.answer(() -> CodeCheck.WRONG, now);
        decisions.countWrongAnswer(user, attempt, reason);
        if (attempt.isOver()) {
            ways.end(attempt);
        }
        NextStep next = triesLeft > 0 ? NextStep.ANSWER : NextStep.NEW_LOGIN;
        return decisions.refuse(
                attempt, TYPE, Refusal.of(reason, attempt.reference(), next).withTriesLeft(Math.max(0, triesLeft)));
    }

    private static Refusal refusal(Reason reason, LoginAttempt attempt) {
        return Refusal.of(reason, attempt.reference());
    }
}
