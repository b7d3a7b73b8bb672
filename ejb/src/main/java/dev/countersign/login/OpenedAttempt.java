package dev.countersign.login;

/** A new attempt and the secret that every further call needs. The secret is told once. */
public record OpenedAttempt(AttemptView attempt, String secret) {

    /** What its client brings to a step. */
    public AttemptKey key() {
        return new AttemptKey(attempt.id(), secret);
    }

    @Override
    public String toString() {
        return "OpenedAttempt[" + attempt.id() + "]";
    }
}
