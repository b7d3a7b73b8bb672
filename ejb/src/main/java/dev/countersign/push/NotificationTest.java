package dev.countersign.push;

import dev.countersign.push.NotificationHealth.Tested;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A notification that says nothing but that it came; its user had it sent. */
@Entity
@Table(name = "notification_test")
class NotificationTest {

    @Id
    private String id;

    @Column(name = "installation_id")
    private String installationId;

    private String language;

    @Column(name = "asked_at")
    private Instant askedAt;

    @Column(name = "sent_at")
    private @Nullable Instant sentAt;

    @Column(name = "failed_at")
    private @Nullable Instant failedAt;

    @Column(name = "received_at")
    private @Nullable Instant receivedAt;

    @Column(name = "opened_at")
    private @Nullable Instant openedAt;

    @SuppressWarnings("NullAway.Init")
    protected NotificationTest() {}

    NotificationTest(UUID installation, String language, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.installationId = installation.toString();
        this.language = language;
        this.askedAt = now;
    }

    void sent(Instant now) {
        sentAt = now;
    }

    void failed(Instant now) {
        failedAt = now;
    }

    /** The app says that it came; the first time counts. */
    void receive(Instant now) {
        if (receivedAt == null) {
            receivedAt = now;
        }
    }

    /** The user has tapped it; the first time counts. */
    void open(Instant now) {
        if (openedAt == null) {
            openedAt = now;
        }
    }

    UUID id() {
        return UUID.fromString(id);
    }

    UUID installationId() {
        return UUID.fromString(installationId);
    }

    String language() {
        return language;
    }

    Instant askedAt() {
        return askedAt;
    }

    Tested view() {
        return new Tested(
                id(),
                askedAt,
                Optional.ofNullable(sentAt),
                Optional.ofNullable(failedAt),
                Optional.ofNullable(receivedAt),
                Optional.ofNullable(openedAt));
    }
}
