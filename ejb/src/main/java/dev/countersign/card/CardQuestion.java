package dev.countersign.card;

import dev.countersign.factor.TypedFactor.Question;
import dev.countersign.time.ClockSkew;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a user was asked with his card. */
@Entity
@Table(name = "card_question")
class CardQuestion {

    @Id
    private String id;

    @Column(name = "card_id")
    private String cardId;

    private String question;

    @Column(name = "subject")
    private String subject;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected CardQuestion() {}

    /** @param subject the attempt, the confirmation or the card itself that it is part of */
    CardQuestion(DisplayCard card, String question, String subject, Instant now, Instant expiresAt) {
        this.id = UUID.randomUUID().toString();
        this.cardId = card.id().toString();
        this.question = question;
        this.subject = subject;
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    boolean isOf(DisplayCard card) {
        return cardId.equals(card.id().toString());
    }

    /** Whether an answer to it counts. */
    boolean isAlive(Instant now) {
        return endedAt == null && ClockSkew.lives(createdAt, expiresAt, now);
    }

    String question() {
        return question;
    }

    /** As its user sees it. */
    Question asked() {
        return new Question(Optional.of(question), expiresAt);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    void end(Instant now) {
        if (endedAt == null) {
            endedAt = now;
        }
    }
}
