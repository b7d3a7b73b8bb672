package dev.countersign.login;

/** A new attempt and the secret that every further call needs. The secret is told once. */
public record OpenedAttempt(AttemptView attempt, String secret) {

    @Override
    public String toString() {
        return "OpenedAttempt[" + attempt.id() + "]";
    }
}
