package dev.countersign.push;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Something that a user is told on his phone and that asks him nothing. */
@Entity
@Table(name = "push_notice")
class PushNotice {

    @Id
    private String id;

    @Column(name = "installation_id")
    private String installationId;

    private String title;

    private String body;

    @Embedded
    private Sending sending;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected PushNotice() {}

    @SuppressWarnings("NullAway.Init")
    PushNotice(UUID installation, String title, String body, Instant now, Instant end) {
        this.id = UUID.randomUUID().toString();
        this.installationId = installation.toString();
        this.title = title;
        this.body = body;
        this.sending = new Sending(PushDelivery.WAITING, now);
        this.expiresAt = end;
    }

    PushNotification notification(Instant now) {
        return new PushNotification(
                UUID.fromString(id), "NOTICE", title, body, Duration.between(now, expiresAt), Optional.empty());
    }

    Sending sending() {
        return sending;
    }

    UUID id() {
        return UUID.fromString(id);
    }

    UUID installationId() {
        return UUID.fromString(installationId);
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
