package dev.countersign.card;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That a card is used by another user beside its owner. It stays when it is over: logins may name it. */
@Entity
@Table(name = "card_share")
class CardShare {

    @Id
    private String id;

    @Column(name = "card_id")
    private String cardId;

    @Column(name = "user_id")
    private long userId;

    @Enumerated(EnumType.STRING)
    private ShareState state;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "active_since")
    private @Nullable Instant activeSince;

    @Column(name = "weak_until")
    private @Nullable Instant weakUntil;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected CardShare() {}

    /** @param state active at once, or waiting for compliance */
    CardShare(DisplayCard card, long userId, ShareState state, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.cardId = card.id().toString();
        this.userId = userId;
        this.state = state;
        this.requestedAt = now;
        this.activeSince = state == ShareState.ACTIVE ? now : null;
    }

    /** Has it count as an SMS until then at least. */
    void weaken(Instant until) {
        if (weakUntil == null || weakUntil.isBefore(until)) {
            weakUntil = until;
        }
    }

    Optional<Instant> weakUntil() {
        return Optional.ofNullable(weakUntil);
    }

    String id() {
        return id;
    }

    String cardId() {
        return cardId;
    }

    long userId() {
        return userId;
    }

    ShareState state() {
        return state;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    Optional<Instant> activeSince() {
        return Optional.ofNullable(activeSince);
    }

    /** An agent decides; refused where nothing waits for him. */
    Decision decide(ShareState decision, Instant now) {
        if (state != ShareState.PENDING_COMPLIANCE) {
            return Decision.CLOSED;
        }
        state = decision;
        activeSince = decision == ShareState.ACTIVE ? now : null;
        return Decision.TAKEN;
    }

    /** One of both ends it, or the card ends. */
    void remove() {
        state = ShareState.REMOVED;
    }

    /** Whether something was still to be decided. */
    enum Decision {
        TAKEN,
        CLOSED
    }
}
