package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Optional;

/**
 * Answers once more what was answered already, to a client that marks its requests ({@link RequestKey}): the answer may have been lost on
 * its way, or the connection to the database while it committed. Of each attempt the last such step is remembered, and told as long as the attempt
 * could live. No secret is kept: those that were told are made of the key, and a token is signed anew. Works inside the caller's transaction.
 */
@ApplicationScoped
class StepReplies {

    private static final String BEGIN = "BEGIN";

    /** What an audit entry says of a step that was answered again. */
    private static final String REPEATED = "REPEATED";

    private EntityManager entities;
    private LoginAttemptStore attempts;
    private UserStore users;
    private Secrets secrets;
    private RepeatedFacts repeated;
    private Clock clock;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected StepReplies() {}

    @Inject
    StepReplies(
            EntityManager entities,
            LoginAttemptStore attempts,
            UserStore users,
            Secrets secrets,
            RepeatedFacts repeated,
            Clock clock) {
        this.entities = entities;
        this.attempts = attempts;
        this.users = users;
        this.secrets = secrets;
        this.repeated = repeated;
        this.clock = clock;
    }

    /** What this very step came to, if it was asked for before. The secret of the attempt was right. */
    <T> Optional<LoginOutcome<T>> find(AttemptKey key, Step<T> step) {
        return key.request()
                .flatMap(request -> find(key.id()).filter(reply -> reply.isOf(request.digestFor(step.type()))))
                .flatMap(reply -> Optional.of(attempts.getAttempt(key.id()))
                        .filter(attempt -> clock.instant().isBefore(attempt.expiresAt()))
                        .map(attempt -> again(attempt, step, reply)));
    }

    private <T> LoginOutcome<T> again(LoginAttempt attempt, Step<T> step, StepReply reply) {
        note(attempt, step.type());
        return reply.refusal()
                .map(LoginOutcome::<T>refused)
                .orElseGet(() -> step.again().apply(users.getUser(attempt.userId()), attempt));
    }

    /**
     * Remembers what a step came to; the rows of user and attempt are locked. What changed nothing, and is to be asked for again later, is no
     * answer to that.
     */
    <T> LoginOutcome<T> remember(AttemptKey key, Step<T> step, LoginOutcome<T> outcome) {
        Optional<Refusal> refusal = outcome instanceof Refused<T> no ? Optional.of(no.refusal()) : Optional.empty();
        if (refusal.filter(no -> no.retryAfter().isPresent() && no.triesLeft().isEmpty())
                .isEmpty()) {
            key.request().map(request -> request.digestFor(step.type())).ifPresent(digest -> {
                StepReply reply = reply(key.id(), digest);
                refusal.ifPresentOrElse(no -> reply.refuse(digest, no), () -> reply.grant(digest));
            });
        }
        return outcome;
    }

    /** Remembers that the request has begun this attempt. */
    void rememberBegin(LoginAttempt attempt, RequestKey request) {
        String digest = request.digestFor(BEGIN);
        entities.flush(); // The reply refers to the attempt, and nothing else tells the provider which row comes first.
        reply(attempt.id(), digest).grant(digest);
    }

    /** The attempt that this client has begun by the same request, where nothing has become of it yet. The user's row is locked. */
    Optional<LoginAttempt> findBegun(long userId, RequestKey request, Client client) {
        Optional<LoginAttempt> begun = entities.createQuery(
                        "select a from LoginAttempt a, StepReply r where a.userId = :user and r.attemptId = a.id"
                                + " and a.state in :open and a.expiresAt > :now and r.requestDigest = :digest",
                        LoginAttempt.class)
                .setParameter("open", LoginAttemptStore.OPEN)
                .setParameter("now", clock.instant())
                .setParameter("user", userId)
                .setParameter("digest", request.digestFor(BEGIN))
                .getResultStream()
                .filter(attempt ->
                        attempt.isAsBegunBy(client, clock.instant()) && attempt.isOpenedBy(secret(userId, request)))
                .findFirst();
        begun.ifPresent(attempt -> note(attempt, LoginAttempts.TYPE));
        return begun;
    }

    /** The secret of an attempt that the request begins. */
    String secret(long userId, RequestKey request) {
        return secrets.bearerOf(Purpose.REPEATED_REQUEST, "attempt|" + userId, request.value());
    }

    /** The cookie of a session that the request opens. */
    String cookie(LoginAttempt attempt, RequestKey request) {
        return secrets.bearerOf(Purpose.REPEATED_REQUEST, "session|" + attempt.id(), request.value());
    }

    private StepReply reply(String attemptId, String digest) {
        return find(attemptId).orElseGet(() -> {
            StepReply made = new StepReply(attemptId, digest);
            entities.persist(made);
            return made;
        });
    }

    private Optional<StepReply> find(String attemptId) {
        return Optional.ofNullable(entities.find(StepReply.class, attemptId));
    }

    private void note(LoginAttempt attempt, String type) {
        repeated.record(AuditFact.byUser(attempt.userId(), type, REPEATED, attempt.reference(), attempt.id()));
    }
}
