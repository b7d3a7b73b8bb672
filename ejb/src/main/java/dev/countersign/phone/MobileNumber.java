package dev.countersign.phone;

import dev.countersign.user.NewUser.NewNumber;
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

    private static final int SHOWN_DIGITS = 4;

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

    MobileNumber(long userId, NewNumber number, boolean defaultNumber, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.e164 = number.e164();
        this.verifiedAt = number.verified() ? now : null;
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
        return "•••• " + e164.substring(e164.length() - SHOWN_DIGITS);
    }
}
