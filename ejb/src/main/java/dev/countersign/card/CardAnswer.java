package dev.countersign.card;

import dev.countersign.card.AnswerReader.Reading;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the last answer that a user gave with a card was; never what he typed. Written by whoever holds the user's row. */
@Entity
@Table(name = "card_answer")
class CardAnswer {

    @Id
    @Column(name = "held_id")
    private String heldId;

    @Enumerated(EnumType.STRING)
    private AnswerReading reading;

    @Column(name = "other_card_id")
    private @Nullable String otherCardId;

    @Column(name = "answered_at")
    private Instant answeredAt;

    @Column(name = "wrong_question")
    private @Nullable String wrongQuestion;

    @Column(name = "wrong_challenges")
    private int wrongChallenges;

    @SuppressWarnings("NullAway.Init")
    protected CardAnswer() {}

    CardAnswer(HeldCard held) {
        this.heldId = held.id();
        this.reading = AnswerReading.RIGHT;
        this.answeredAt = Instant.EPOCH;
    }

    /** @param asked what was answered; empty where nothing was asked: then each wrong code stands for itself */
    void note(Reading read, Optional<String> asked, Instant now) {
        if (read.reading() == AnswerReading.WRONG) {
            boolean again = asked.isPresent() && asked.equals(Optional.ofNullable(wrongQuestion));
            wrongChallenges += again ? 0 : 1;
            wrongQuestion = asked.orElse(null);
        } else if (read.reading() == AnswerReading.RIGHT || read.reading() == AnswerReading.EXPIRED) {
            wrongChallenges = 0;
        }
        reading = read.reading();
        otherCardId = read.otherCard().orElse(null);
        answeredAt = now;
    }

    AnswerReading reading() {
        return reading;
    }

    Optional<String> otherCard() {
        return Optional.ofNullable(otherCardId);
    }

    Instant answeredAt() {
        return answeredAt;
    }

    /** Different challenges in a row whose answers were wrong in no way that the server could tell. */
    int wrongChallenges() {
        return wrongChallenges;
    }
}
