package dev.countersign.card;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.OcraKey;
import dev.countersign.device.Octets;
import dev.countersign.keyfile.DeviceName;
import dev.countersign.keyfile.ImportedKey;
import dev.countersign.keyfile.KeySuite;
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

/** A display card with the key that it shares with the server. Key and PIN are sealed for its row. */
@Entity
@Table(name = "display_card")
class DisplayCard {

    @Id
    private String id;

    @Column(name = "batch_id")
    private String batchId;

    private String manufacturer;

    private String serial;

    private @Nullable String model;

    private String suite;

    @Column(name = "key_sealed")
    private String keySealed;

    @Column(name = "pin_sealed")
    private @Nullable String pinSealed;

    @Column(name = "next_counter")
    private long nextCounter;

    @Column(name = "drift_steps")
    private int driftSteps;

    @Column(name = "valid_from")
    private @Nullable Instant validFrom;

    @Column(name = "valid_until")
    private @Nullable Instant validUntil;

    @Enumerated(EnumType.STRING)
    private CardState state;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected DisplayCard() {}

    /** A card of a batch that waits for its release. */
    DisplayCard(ImportedKey key, UUID batch, Secrets secrets, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.batchId = batch.toString();
        this.manufacturer = key.device().manufacturer();
        this.serial = key.device().serial();
        this.model = key.model().orElse(null);
        this.suite = key.suite().text();
        this.keySealed = secrets.seal(Purpose.CARD_KEY, id, key.secret().toHex());
        this.pinSealed = key.pin()
                .map(pin -> secrets.seal(Purpose.CARD_PIN, id, pin.toHex()))
                .orElse(null);
        this.nextCounter = key.start().counter();
        this.driftSteps = key.start().driftSteps();
        this.validFrom = key.validity().from().orElse(null);
        this.validUntil = key.validity().until().orElse(null);
        this.state = CardState.UNRELEASED;
        this.createdAt = now;
    }

    UUID id() {
        return UUID.fromString(id);
    }

    DeviceName name() {
        return new DeviceName(manufacturer, serial);
    }

    KeySuite suite() {
        return new KeySuite(suite);
    }

    /** Whether it can be given to a user: it was released, is nobody's and may be used at the instant. */
    boolean isAssignable(Instant now) {
        return state == CardState.IN_STOCK
                && (validFrom == null || !now.isBefore(validFrom))
                && (validUntil == null || now.isBefore(validUntil));
    }

    OcraKey key(Secrets secrets) {
        return new OcraKey(Octets.ofHex(secrets.open(Purpose.CARD_KEY, id, keySealed)));
    }

    /** The PIN that came with the card, in ASCII; the caller's to wipe. */
    Optional<Octets> pin(Secrets secrets) {
        return Optional.ofNullable(pinSealed).map(pin -> Octets.ofHex(secrets.open(Purpose.CARD_PIN, id, pin)));
    }

    CardView view() {
        return new CardView(
                serial,
                manufacturer,
                Optional.ofNullable(model),
                suite,
                pinSealed != null,
                state,
                UUID.fromString(batchId),
                Optional.ofNullable(validFrom),
                Optional.ofNullable(validUntil));
    }
}
