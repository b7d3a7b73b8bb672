package dev.countersign.notice;

import dev.countersign.securityevent.SecurityEvent.Kind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** That a user was told of an event, or of a login by SMS; kept for a day. */
@Entity
@Table(name = "told_event")
class ToldEvent {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "kind")
    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "told_at")
    private Instant toldAt;

    @SuppressWarnings("NullAway.Init")
    protected ToldEvent() {}

    ToldEvent(long userId, Kind kind, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.kind = kind;
        this.toldAt = now;
    }
}
