package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.ResynchronisedFactor;
import dev.countersign.factor.ResynchronisedFactor.TwoCodes;
import dev.countersign.factor.TypedFactor.Question;
import dev.countersign.login.LoginAttempt.Verdict;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.TypedAnswer.Reading;
import dev.countersign.user.User;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Finds the device of a login again that ran away, by two answers in a row. They open nothing, because they may be from a while ago: the
 * login asks once more. A wrong pair costs what a wrong answer costs. Each method is one transaction that holds the rows of user and
 * attempt.
 */
@Stateless
public class Resynchronisation {

    private static final String TYPE = "LOGIN_RESYNC";

    @Inject
    private AttemptSteps steps;

    @Inject
    private AttemptDecisions decisions;

    @Inject
    private Ways ways;

    @Inject
    private WayStarts starts;

    @Inject
    private Factors factors;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Asks twice. Of a device that shows its codes unasked, two of these are wanted. */
    public LoginOutcome<List<Question>> ask(String id, String secret) {
        return decide(
                id,
                secret,
                (user, attempt, asked) -> TypedWay.paused(
                                asked.device(), asked.id(), attempt.reference(), clock.instant())
                        .map(refusal -> decisions.<List<Question>>refuse(attempt, TYPE, refusal))
                        .orElseGet(() -> askTwice(attempt, asked)));
    }

    private LoginOutcome<List<Question>> askTwice(LoginAttempt attempt, Asked asked) {
        return asked.device()
                .askTwice(asked.id(), attempt.id(), attempt.expiresAt())
                .<LoginOutcome<List<Question>>>map(Granted::new)
                .orElseGet(() -> otherWay(attempt));
    }

    /** Takes both answers; after right ones the login asks anew. */
    public LoginOutcome<AttemptView> answer(String id, String secret, TwoCodes typed) {
        return decide(id, secret, (user, attempt, asked) -> {
            TypedAnswer answer = new TypedAnswer(() -> asked.compare(attempt, typed));
            Verdict verdict = attempt.tryOut(answer, clock.instant());
            if (verdict == Verdict.ACCEPTED) {
                audit.record(AuditFact.byUser(user.id(), TYPE, "OK", attempt.reference(), attempt.id()));
                return starts.factor(user, attempt, asked.id());
            }
            if (verdict == Verdict.WRONG) {
                decisions.countWrongAnswer(user, attempt, answer.reason());
            }
            if (attempt.stateAt(clock.instant()) != AttemptState.FACTOR_PENDING) {
                ways.end(attempt);
            }
            return decisions.refuse(
                    attempt, TYPE, decisions.refusal(attempt, verdict, answer.reason(), NextStep.CHALLENGE));
        });
    }

    /** What an attempt asks for. */
    private record Asked(FactorRef factor, ResynchronisedFactor device) {

        String id() {
            return factor.id();
        }

        Reading compare(LoginAttempt attempt, TwoCodes typed) {
            return Reading.of(factor.kind(), device.resynchronise(id(), attempt.id(), typed));
        }
    }

    private interface Decision<T> {
        LoginOutcome<T> of(User user, LoginAttempt attempt, Asked asked);
    }

    /** Where the attempt waits for such a device, and answers of it are looked at. */
    private <T> LoginOutcome<T> decide(String id, String secret, Decision<T> decision) {
        return steps.decide(new AttemptKey(id, secret), Step.unmarked(TYPE, (user, attempt) -> {
            if (attempt.stateAt(clock.instant()) != AttemptState.FACTOR_PENDING) {
                return decisions.refuseOver(attempt, TYPE);
            }
            return find(attempt)
                    .map(asked -> TypedWay.blocked(asked.device(), asked.id(), attempt.reference(), clock.instant())
                            .map(refusal -> decisions.<T>refuse(attempt, TYPE, refusal))
                            .orElseGet(() -> decision.of(user, attempt, asked)))
                    .orElseGet(() -> otherWay(attempt));
        }));
    }

    private Optional<Asked> find(LoginAttempt attempt) {
        return attempt.asked()
                .flatMap(factor -> factors.findTyped(factor.kind())
                        .filter(ResynchronisedFactor.class::isInstance)
                        .map(device -> new Asked(factor, (ResynchronisedFactor) device)));
    }

    private <T> LoginOutcome<T> otherWay(LoginAttempt attempt) {
        return decisions.refuse(attempt, TYPE, Refusal.of(Reason.OTHER_WAY, attempt.reference(), NextStep.ANSWER));
    }
}
