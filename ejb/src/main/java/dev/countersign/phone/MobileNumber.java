package dev.countersign.phone;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user's mobile number in E.164. */
@Entity
@Table(name = "mobile_number")
public class MobileNumber {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    private String e164;

    @Column(name = "verified_at")
    private @Nullable Instant verifiedAt;

    @Column(name = "default_number")
    private boolean defaultNumber;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected MobileNumber() {}

    MobileNumber(long userId, E164Number number, boolean verified, boolean defaultNumber, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.e164 = number.value();
        this.verifiedAt = verified ? now : null;
        this.defaultNumber = defaultNumber;
        this.createdAt = now;
    }

    public String id() {
        return id;
    }

    public String e164() {
        return e164;
    }

    /** When the user proved to hold the number; empty until then. */
    public Optional<Instant> verifiedAt() {
        return Optional.ofNullable(verifiedAt);
    }

    /** The number as a login screen shows it: four dots and the last four digits. */
    public String masked() {
        return E164Number.mask(e164);
    }
}
