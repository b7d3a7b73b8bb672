package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
import dev.countersign.login.LoginAttempt.Verdict;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.push.PushRequests;
import dev.countersign.user.User;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Everything that happens to an attempt after it was opened. Each method is one transaction that holds the user's row
 * and then the attempt's, so that of fifty right answers one is accepted.
 */
@Stateless
public class SecondFactor {

    private static final String ANSWER = "LOGIN_FACTOR";
    private static final String TOKEN = "LOGIN_TOKEN";
    private static final String SESSION = "LOGIN_SESSION";
    private static final String CANCELLED = "LOGIN_CANCELLED";

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private AttemptSteps steps;

    @Inject
    private AttemptDecisions decisions;

    @Inject
    private WayStarts starts;

    @Inject
    private Ways ways;

    @Inject
    private BetterFactors better;

    @Inject
    private AttemptViews views;

    @Inject
    private LoginYield yields;

    @Inject
    private Authenticators authenticators;

    @Inject
    private PushRequests requests;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<AttemptChanged> changed;

    @Inject
    private Clock clock;

    /** Shows the attempt; changes nothing. */
    public LoginOutcome<AttemptView> find(String id, String secret) {
        Optional<LoginAttempt> attempt = attempts.findAttempt(id, secret);
        return attempt.<LoginOutcome<AttemptView>>map(found -> new Granted<>(views.view(found)))
                .orElseGet(SecondFactor::unknown);
    }

    /** Sends the code, again or for the first time, if the number may get an SMS now. */
    public LoginOutcome<AttemptView> sendSms(AttemptKey key) {
        return start(key, "LOGIN_SMS", starts::sms);
    }

    /** Asks the authenticator a new question; the one before counts no more. */
    public LoginOutcome<AttemptView> askChallenge(AttemptKey key) {
        return start(key, "LOGIN_CHALLENGE", starts::challenge);
    }

    /** Asks the phone to approve, once more or for the first time; a request before counts no more. */
    public LoginOutcome<AttemptView> push(AttemptKey key) {
        return start(key, "LOGIN_PUSH", starts::push);
    }

    /** Asks for another of the user's factors instead; what was sent or asked before counts no more. */
    public LoginOutcome<AttemptView> choose(AttemptKey key, String factor) {
        return start(key, "LOGIN_CHOICE", (user, attempt) -> starts.factor(user, attempt, factor));
    }

    private LoginOutcome<AttemptView> start(
            AttemptKey key, String type, BiFunction<User, LoginAttempt, LoginOutcome<AttemptView>> start) {
        return steps.decide(key, new Step<>(type, start, (user, attempt) -> new Granted<>(views.view(attempt))));
    }

    /** Takes an answer. Of what was typed blanks and hyphens are left out; nothing else is forgiven. */
    public LoginOutcome<AttemptState> answer(AttemptKey key, FactorAnswer given) {
        return steps.decide(
                key,
                new Step<>(
                        ANSWER,
                        (user, attempt) -> obstacle(attempt)
                                .map(refusal -> decisions.<AttemptState>refuse(attempt, ANSWER, refusal))
                                .orElseGet(() -> answer(user, attempt, given)),
                        (user, attempt) -> isAnswered(attempt)
                                ? new Granted<>(AttemptState.AUTHENTICATED)
                                : decisions.refuseOver(attempt, ANSWER)));
    }

    /**
     * Opens the session of an accepted attempt, exactly once.
     *
     * @param deviceCookie as the client sent it; empty if it sent none
     */
    public LoginOutcome<CompletedLogin> issueToken(AttemptKey key, String deviceCookie) {
        return steps.decide(
                key,
                new Step<>(
                        TOKEN,
                        (user, attempt) ->
                                complete(user, attempt, TOKEN, () -> yields.token(user, attempt, deviceCookie)),
                        (user, attempt) ->
                                stillYields(attempt, TOKEN, yields.tokenAgain(user, attempt, deviceCookie))));
    }

    /** Opens the session of an accepted attempt in a browser; once, and instead of a token. */
    public LoginOutcome<BrowserLogin> openSession(AttemptKey key, BroughtCookies brought) {
        return steps.decide(
                key,
                new Step<>(
                        SESSION,
                        (user, attempt) -> complete(
                                user, attempt, SESSION, () -> yields.session(user, attempt, key.request(), brought)),
                        (user, attempt) -> stillYields(
                                attempt,
                                SESSION,
                                key.request()
                                        .flatMap(request -> yields.sessionAgain(user, attempt, request, brought)))));
    }

    /** Gives the attempt up, also while the user is locked out. */
    public LoginOutcome<AttemptState> cancel(AttemptKey key) {
        return steps.change(
                key,
                new Step<>(
                        CANCELLED,
                        (user, attempt) -> cancel(attempt),
                        (user, attempt) -> new Granted<>(AttemptState.CANCELLED)));
    }

    private static boolean isAnswered(LoginAttempt attempt) {
        return attempt.state() == AttemptState.AUTHENTICATED || attempt.state() == AttemptState.TOKEN_ISSUED;
    }

    /** Nothing is told again of a session that has ended since. */
    private <T> LoginOutcome<T> stillYields(LoginAttempt attempt, String type, Optional<T> yielded) {
        return yielded.<LoginOutcome<T>>map(Granted::new).orElseGet(() -> decisions.refuseOver(attempt, type));
    }

    /**
     * Why an answer is not looked at, and costs neither a try nor a place in a lane. Of an attempt that is over it is told that it is over.
     */
    private Optional<Refusal> obstacle(LoginAttempt attempt) {
        return attempt.stateAt(clock.instant()) == AttemptState.FACTOR_PENDING
                ? better.replaced(attempt).or(() -> ways.find(attempt).flatMap(way -> way.blocked(attempt)))
                : Optional.empty();
    }

    private LoginOutcome<AttemptState> answer(User user, LoginAttempt attempt, FactorAnswer given) {
        Instant now = clock.instant();
        Optional<Way> way = ways.find(attempt);
        Optional<Way.Asked> asked = way.map(known -> known.find(attempt));
        TypedAnswer answer = new TypedAnswer(() -> asked.orElseThrow().compare(given));
        Verdict verdict = attempt.answer(answer, now);
        // The turn of the count comes before the messages, as where an attempt is opened and ends another one.
        if (verdict == Verdict.WRONG) {
            decisions.countWrongAnswer(user, attempt, answer.reason());
        }
        if (attempt.stateAt(now) != AttemptState.FACTOR_PENDING) {
            asked.ifPresent(Way.Asked::end);
        }
        if (verdict != Verdict.ACCEPTED) {
            NextStep again = way.map(Way::again).orElse(NextStep.NEW_LOGIN);
            return decisions.refuse(attempt, ANSWER, decisions.refusal(attempt, verdict, answer.reason(), again));
        }
        if (attempt.asksFor(FactorKind.AUTHENTICATOR) && attempt.clientKind() == ClientKind.PORTAL) {
            requests.restore(authenticators.get(attempt.enrolment()));
        }
        audit.record(AuditFact.byUser(user.id(), ANSWER, "OK", attempt.reference(), attempt.id()));
        return new Granted<>(attempt.stateAt(now));
    }

    private <T> LoginOutcome<T> complete(User user, LoginAttempt attempt, String type, Supplier<T> yielded) {
        Instant now = clock.instant();
        AttemptState state = attempt.stateAt(now);
        if (state == AttemptState.AUTHENTICATED) {
            Optional<Refusal> missing = better.missing(user, attempt);
            if (missing.isPresent()) {
                return decisions.refuse(attempt, type, missing.get());
            }
        }
        boolean due = state == AttemptState.FACTOR_PENDING;
        Verdict verdict = attempt.complete(now);
        if (verdict != Verdict.ACCEPTED) {
            Refusal refusal = due ? Refusal.of(Reason.FACTOR_DUE, attempt.reference(), NextStep.ANSWER) : over(attempt);
            return decisions.refuse(attempt, type, refusal);
        }
        T result = yielded.get();
        audit.record(AuditFact.byUser(user.id(), type, "OK", attempt.reference(), attempt.id()));
        return new Granted<>(result);
    }

    private LoginOutcome<AttemptState> cancel(LoginAttempt attempt) {
        Verdict verdict = attempt.cancel(clock.instant());
        if (verdict != Verdict.ACCEPTED) {
            return decisions.refuseOver(attempt, CANCELLED);
        }
        ways.end(attempt);
        audit.record(AuditFact.byUser(attempt.userId(), CANCELLED, "OK", attempt.reference(), attempt.id()));
        changed.fire(new AttemptChanged(attempt.id()));
        return new Granted<>(AttemptState.CANCELLED);
    }

    private Refusal over(LoginAttempt attempt) {
        return AttemptDecisions.over(attempt, attempt.stateAt(clock.instant()));
    }

    static <T> LoginOutcome<T> unknown() {
        return LoginOutcome.refused(Refusal.of(Reason.UNKNOWN_ATTEMPT, Reference.next(), NextStep.NEW_LOGIN));
    }
}
