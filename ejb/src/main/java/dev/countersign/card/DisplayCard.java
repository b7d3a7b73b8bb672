package dev.countersign.card;

import dev.countersign.card.CardLives.KnownLife;
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
import java.time.Duration;
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

    @Column(name = "resync_due")
    private boolean resyncDue;

    @Column(name = "valid_from")
    private @Nullable Instant validFrom;

    @Column(name = "valid_until")
    private @Nullable Instant validUntil;

    @Enumerated(EnumType.STRING)
    private CardState state;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "user_id")
    private @Nullable Long userId;

    @Column(name = "shipped_at")
    private @Nullable Instant shippedAt;

    @Column(name = "activated_at")
    private @Nullable Instant activatedAt;

    @Column(name = "weak_until")
    private @Nullable Instant weakUntil;

    @Enumerated(EnumType.STRING)
    @Column(name = "ended_as")
    private @Nullable CardEnd endedAs;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "next_pin_sealed")
    private @Nullable String nextPinSealed;

    @Column(name = "wrong_answers")
    private int wrongAnswers;

    @Column(name = "blocked_until")
    private @Nullable Instant blockedUntil;

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

    /** Gives it to a user. */
    void ship(long user, Instant now) {
        userId = user;
        shippedAt = now;
        state = CardState.SHIPPED;
    }

    /** Its holder has answered with it. */
    void activate(Instant now) {
        if (state == CardState.SHIPPED) {
            state = CardState.ACTIVE;
            activatedAt = now;
        }
    }

    /** Has it count as an SMS until then; empty where it counts as what it is. */
    void weaken(Optional<Instant> until) {
        weakUntil = until.orElse(null);
    }

    /** It is nobody's any more, for good; or it came back. Why it ended first is kept. */
    void end(CardEnd how, Instant now) {
        become(how.state());
        if (endedAs == null) {
            endedAs = how;
            endedAt = now;
        }
    }

    /** Throws {@link IllegalStateException} where that cannot follow. */
    void become(CardState next) {
        if (!state.leadsTo(next)) {
            throw new IllegalStateException("a card that is " + state + " becomes not " + next);
        }
        state = next;
    }

    /** Nothing takes its place after all. */
    void keepEnd() {
        become(endedAs == null ? CardState.LOST : endedAs.state());
    }

    KnownLife life() {
        return new KnownLife(
                id, serial, state, state.isHeld(), Optional.ofNullable(endedAs), Optional.ofNullable(endedAt));
    }

    /** Whether this may end it: a user has it, or it ended and comes back. */
    boolean isEndedBy(CardEnd how) {
        return state.isHeld() || (how == CardEnd.RETURNED && state.isOutstanding());
    }

    boolean isIn(CardState asked) {
        return state == asked;
    }

    boolean isHeldBy(long user) {
        return state.isHeld() && userId != null && userId == user;
    }

    Optional<Instant> activatedAt() {
        return Optional.ofNullable(activatedAt);
    }

    Optional<Instant> weakUntil() {
        return Optional.ofNullable(weakUntil);
    }

    Optional<Instant> shippedAt() {
        return Optional.ofNullable(shippedAt);
    }

    Optional<Long> userId() {
        return Optional.ofNullable(userId);
    }

    /**
     * Whether it opens logins: it was activated, or its user had the time to, and its key has not expired (RFC 6030 section 5).
     *
     * @param shippedBefore cards that were shipped before are asked for without having been activated
     */
    boolean isUsable(Instant now, Instant shippedBefore) {
        return !isExpired(now) && isAskedFor(shippedBefore);
    }

    /** Whether it would open logins, had its key not expired. */
    boolean hasLapsed(Instant now, Instant shippedBefore) {
        return isExpired(now) && isAskedFor(shippedBefore);
    }

    private boolean isExpired(Instant now) {
        return validUntil != null && !now.isBefore(validUntil);
    }

    private boolean isAskedFor(Instant shippedBefore) {
        return (state == CardState.ACTIVE
                        || (state == CardState.SHIPPED && shippedAt != null && shippedAt.isBefore(shippedBefore)))
                && (pinSealed != null || !takesPin());
    }

    /** Whether its holder types a PIN on it. */
    boolean takesPin() {
        return suite().takesPin();
    }

    /** Whether it goes on where nobody looks, by a counter or by time, and can be found again. */
    boolean runsAway() {
        return suite().ocra()
                .map(ocra -> ocra.hasCounter() || ocra.timeStep().isPresent())
                .orElse(true);
    }

    boolean isBlocked(Instant now) {
        return blockedUntil != null && now.isBefore(blockedUntil);
    }

    Optional<Instant> blockedUntil() {
        return Optional.ofNullable(blockedUntil);
    }

    /** Counts a wrong answer; the last of some blocks the card for a while. */
    void countWrong(int most, Instant blockEnd) {
        wrongAnswers++;
        if (wrongAnswers >= most) {
            wrongAnswers = 0;
            blockedUntil = blockEnd;
        }
    }

    CardPosition position() {
        return new CardPosition(nextCounter, driftSteps);
    }

    /** After a right answer. */
    void moveTo(CardPosition next) {
        nextCounter = next.nextCounter();
        driftSteps = next.driftSteps();
        wrongAnswers = 0;
    }

    /** Whether two codes in a row have to tell where it is before any counts: codes after its position may have been used. */
    boolean isResyncDue() {
        return resyncDue;
    }

    /** After two right answers in a row. */
    void foundAt(CardPosition next) {
        moveTo(next);
        resyncDue = false;
    }

    /** The PIN that its user chose when he ordered it. */
    void takePin(CardPin pin, Secrets secrets) {
        if (takesPin()) {
            pinSealed = secrets.seal(Purpose.CARD_PIN, id, pin.ascii().toHex());
        }
    }

    /** The PIN that its holder wants, until an answer shows that he types it. */
    void proposePin(CardPin pin, Secrets secrets) {
        nextPinSealed = secrets.seal(Purpose.CARD_NEW_PIN, id, pin.ascii().toHex());
    }

    /** The PIN stays what it is. */
    void forgetProposedPin() {
        nextPinSealed = null;
    }

    Optional<Octets> proposedPin(Secrets secrets) {
        return Optional.ofNullable(nextPinSealed).map(pin -> Octets.ofHex(secrets.open(Purpose.CARD_NEW_PIN, id, pin)));
    }

    void takeProposedPin(Secrets secrets) {
        proposedPin(secrets).ifPresent(pin -> {
            pinSealed = secrets.seal(Purpose.CARD_PIN, id, pin.toHex());
            nextPinSealed = null;
        });
    }

    /** As its holder sees it. */
    OwnCard own(Duration enforcedAfter) {
        return new OwnCard(
                serial,
                Optional.ofNullable(model),
                state,
                takesPin(),
                pinSealed != null,
                Optional.ofNullable(shippedAt),
                Optional.ofNullable(activatedAt),
                state == CardState.SHIPPED
                        ? Optional.ofNullable(shippedAt).map(at -> at.plus(enforcedAfter))
                        : Optional.empty());
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
                id,
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
