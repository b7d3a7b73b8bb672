package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Starts a way in which an open attempt is answered, or starts it again; another of the user's factors takes the place of the one
 * before. Works inside the decision about the attempt.
 */
@ApplicationScoped
class WayStarts {

    @Inject
    private Factors factors;

    @Inject
    private Ways ways;

    @Inject
    private SmsWay sms;

    @Inject
    private AuthenticatorWay authenticator;

    @Inject
    private Choosers choosers;

    @Inject
    private BetterFactors better;

    @Inject
    private AttemptViews views;

    @Inject
    private AttemptDecisions decisions;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Clock clock;

    /** Sends the code, again or for the first time, if the number may get an SMS now. */
    LoginOutcome<AttemptView> sms(User user, LoginAttempt attempt) {
        return start(user, attempt, "LOGIN_SMS", FactorKind.SMS, sms::start);
    }

    /**
     * Asks the authenticator a new question, and a request that waits on the phone still counts; or the card, where the attempt asks for
     * one. The question before counts no more.
     */
    LoginOutcome<AttemptView> challenge(User user, LoginAttempt attempt) {
        Optional<FactorKind> card = attempt.asked().map(FactorRef::kind).filter(Ways.CHALLENGED::contains);
        if (card.isPresent()) {
            return start(user, attempt, "LOGIN_CHALLENGE", card.get(), ways.get(card.get())::start);
        }
        return start(user, attempt, "LOGIN_CHALLENGE", FactorKind.AUTHENTICATOR, authenticator::challenge);
    }

    /** Asks the phone to approve, again or for the first time; an earlier request counts no more. */
    LoginOutcome<AttemptView> push(User user, LoginAttempt attempt) {
        return start(user, attempt, "LOGIN_PUSH", FactorKind.AUTHENTICATOR, authenticator::push);
    }

    /** Asks for the factor of this id, one of those that the user may choose. */
    LoginOutcome<AttemptView> factor(User user, LoginAttempt attempt, String id) {
        return start(
                user,
                attempt,
                "LOGIN_CHOICE",
                factor -> factor.id().equals(id),
                (owner, chosen) -> ways.find(chosen).orElseThrow().start(owner, chosen));
    }

    private LoginOutcome<AttemptView> start(
            User user,
            LoginAttempt attempt,
            String type,
            FactorKind kind,
            BiFunction<User, LoginAttempt, LoginOutcome<Started>> starting) {
        return start(user, attempt, type, factor -> factor.is(kind), starting);
    }

    private LoginOutcome<AttemptView> start(
            User user,
            LoginAttempt attempt,
            String type,
            Predicate<FactorRef> wanted,
            BiFunction<User, LoginAttempt, LoginOutcome<Started>> starting) {
        if (attempt.stateAt(clock.instant()) != AttemptState.FACTOR_PENDING) {
            return decisions.refuseOver(attempt, type);
        }
        FactorRef before = attempt.asked().orElseThrow();
        Optional<FactorRef> found = wanted.test(before) ? Optional.of(before) : find(user, attempt, wanted);
        if (found.isEmpty()) {
            return decisions.refuse(attempt, type, Refusal.of(Reason.OTHER_WAY, attempt.reference(), NextStep.ANSWER));
        }
        if (!found.get().equals(before)) {
            return change(user, attempt, found.get(), starting);
        }
        return better.replaced(attempt)
                .map(refusal -> decisions.<AttemptView>refuse(attempt, type, refusal))
                .orElseGet(() -> shown(attempt, starting.apply(user, attempt)));
    }

    private Optional<FactorRef> find(User user, LoginAttempt attempt, Predicate<FactorRef> wanted) {
        return choosers.isOffered(attempt)
                ? Choosers.askable(factors.listUsable(user.id()), attempt.passkeys()).stream()
                        .map(OwnedFactor::ref)
                        .filter(wanted)
                        .findFirst()
                : Optional.empty();
    }

    /** What was asked before counts until the other factor has been asked. */
    private LoginOutcome<AttemptView> change(
            User user,
            LoginAttempt attempt,
            FactorRef chosen,
            BiFunction<User, LoginAttempt, LoginOutcome<Started>> starting) {
        FactorRef before = attempt.asked().orElseThrow();
        Way.Asked pending = ways.get(before.kind()).find(attempt);
        attempt.ask(chosen);
        LoginOutcome<Started> outcome = starting.apply(user, attempt);
        if (outcome instanceof Refused) {
            attempt.ask(before);
        } else {
            pending.end();
            repeated.record(AuditFact.byUser(
                    user.id(), "LOGIN_CHOICE", chosen.kind().name(), attempt.reference(), attempt.id()));
        }
        return shown(attempt, outcome);
    }

    private LoginOutcome<AttemptView> shown(LoginAttempt attempt, LoginOutcome<Started> outcome) {
        if (outcome instanceof Granted<Started> granted) {
            return new Granted<>(views.view(attempt, granted.value()));
        }
        if (outcome instanceof Refused<Started> refused) {
            return LoginOutcome.refused(refused.refusal());
        }
        throw new IllegalStateException("an outcome is granted or refused");
    }
}
