package dev.countersign.activation;

import dev.countersign.authenticator.Enrolment;
import dev.countersign.move.MoveKind;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an activation has beside the rest if it moves an authenticator. */
@Embeddable
class ActivationMove {

    @Enumerated(EnumType.STRING)
    @Column(name = "move_kind")
    private @Nullable MoveKind kind;

    @Column(name = "former_id")
    private @Nullable String formerId;

    @Column(name = "card_challenge")
    private @Nullable String cardChallenge;

    @Column(name = "repeated_at")
    private @Nullable Instant repeatedAt;

    protected ActivationMove() {}

    ActivationMove(MoveKind kind, Enrolment former) {
        this.kind = kind;
        this.formerId = former.id().toString();
    }

    /** Empty if nothing moves. */
    Optional<MoveKind> kind() {
        return Optional.ofNullable(kind);
    }

    /** The enrolment that moves, of an activation that moves one. */
    UUID former() {
        if (formerId == null) {
            throw new IllegalStateException("nothing moves");
        }
        return UUID.fromString(formerId);
    }

    /** Whether the password has to be typed a second time. */
    boolean isPasswordDue() {
        return kind == MoveKind.MIGRATE && repeatedAt == null;
    }

    /** Notes that it was. */
    void repeat(Instant now) {
        repeatedAt = now;
    }

    /** What the user's card was asked; empty where an SMS goes. */
    Optional<String> cardChallenge() {
        return Optional.ofNullable(cardChallenge);
    }

    void askCard(String challenge) {
        cardChallenge = challenge;
    }
}
