package dev.countersign.activation;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.audit.Reference;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An activation as its user sees it.
 *
 * @param model of the phone that was there last
 * @param replaces whether it takes the place of another authenticator of the user's
 * @param cause why it failed, or why the last phone was not taken
 * @param reference finds the audit entries
 */
public record ActivationView(
        UUID id,
        Stage stage,
        boolean replaces,
        Optional<String> model,
        Optional<Reason> cause,
        Reference reference,
        Instant expiresAt) {

    /** What a user may know of where it stands. */
    public enum Stage {
        /** No phone has been there. */
        WAITING,
        /** A phone is there, and its user is to confirm on it. */
        FOUND,
        /** The phone is an authenticator. */
        DONE,
        /** It was claimed, and failed. */
        FAILED,
        /** Too old, or there is a newer one. */
        EXPIRED
    }

    static ActivationView of(Activation activation, Instant now) {
        Stage stage = switch (activation.state()) {
            case COMPLETED -> Stage.DONE;
            case BURNT -> Stage.FAILED;
            case EXPIRED -> Stage.EXPIRED;
            case CREATED -> activation.isOpen(now) ? Stage.WAITING : Stage.EXPIRED;
            case FOUND -> activation.isOpen(now) ? Stage.FOUND : Stage.EXPIRED;
        };
        return new ActivationView(
                activation.id(),
                stage,
                activation.replaces() || activation.move().kind().isPresent(),
                activation.model(),
                activation.cause(),
                activation.reference(),
                activation.expiresAt());
    }
}
