package dev.countersign.push;

import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.LostNotice;
import dev.countersign.securityevent.SecurityEvent;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that a user is told on his phone and that asks him nothing. */
@Entity
@Table(name = "push_notice")
class PushNotice {

    static final Duration LIFE = Duration.ofHours(24);

    /** How long one that the next channel waits for is tried. */
    private static final Duration URGENT_TRIES = Duration.ofMinutes(10);

    @Id
    private String id;

    @Column(name = "installation_id")
    private String installationId;

    @Column(name = "user_id")
    private @Nullable Long userId;

    @Enumerated(EnumType.STRING)
    @Column(name = "about")
    private SecurityEvent.@Nullable Kind kind;

    @Enumerated(EnumType.STRING)
    private @Nullable Channel used;

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
    PushNotice(UUID installation, SecurityEvent about, String title, String body, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.installationId = installation.toString();
        this.userId = about.userId();
        this.kind = about.kind();
        this.used = about.used().orElse(null);
        this.title = title;
        this.body = body;
        this.sending = new Sending(PushDelivery.WAITING, now);
        this.expiresAt = now.plus(LIFE);
    }

    PushNotification notification(Instant now) {
        return new PushNotification(
                UUID.fromString(id), "NOTICE", title, body, Duration.between(now, expiresAt), Optional.empty());
    }

    /** Somebody sends it now; nobody else does until the lease is over. */
    void take(Instant now, Duration lease) {
        sending.take(now, lease);
    }

    /** Notes what the push service said. Returns what is lost by it, if it comes no more. */
    Optional<LostNotice> note(PushOutcome outcome, Instant now) {
        boolean before = sending.isFailed();
        sending.note(outcome, Repetition.ALL_ITS_LIFE, now, lastTry());
        return before || !sending.isFailed() ? Optional.empty() : lost();
    }

    /** What has been taken by its push service lives on there. */
    private Instant lastTry() {
        return kind != null && kind.isToldByOneChannel() ? happenedAt().plus(URGENT_TRIES) : expiresAt;
    }

    private Instant happenedAt() {
        return expiresAt.minus(LIFE);
    }

    /** It comes no more. Returns what is lost by it. */
    Optional<LostNotice> giveUp() {
        sending.giveUp();
        return lost();
    }

    /** Empty for one that a version wrote which did not say what its notices are about. */
    private Optional<LostNotice> lost() {
        return userId == null || kind == null
                ? Optional.empty()
                : Optional.of(new LostNotice(userId, kind, Optional.ofNullable(used), happenedAt()));
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
