package dev.countersign.cardorder;

import dev.countersign.audit.Reference;
import dev.countersign.card.CardPin;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.user.Money;
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

/**
 * A card that a user ordered, and the deposit for it. Address and PIN are sealed for its row, and gone as soon as nobody needs them.
 * Callers hold the lock of the user while they change it.
 */
@Entity
@Table(name = "card_order")
class CardOrder {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    private String reference;

    @Enumerated(EnumType.STRING)
    private CardOrderState state;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "ships_from")
    private Instant shipsFrom;

    @Column(name = "address_sealed")
    private @Nullable String addressSealed;

    @Column(name = "pin_sealed")
    private @Nullable String pinSealed;

    private String account;

    @Column(name = "deposit_amount")
    private long depositAmount;

    private String currency;

    @Enumerated(EnumType.STRING)
    private DepositState deposit;

    @Column(name = "replaced_card")
    private @Nullable String replacedCard;

    @Column(name = "card_id")
    private @Nullable String cardId;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected CardOrder() {}

    /**
     * An order that waits to be shipped.
     *
     * @param account that the deposit is held on; empty where there is none
     * @param replacedCard id of the card in whose place this one comes
     */
    CardOrder(long userId, String account, Money deposit, Optional<String> replacedCard, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.reference = Reference.next().value();
        this.state = CardOrderState.REQUESTED;
        this.requestedAt = now;
        this.shipsFrom = now;
        this.account = account;
        this.depositAmount = deposit.amount();
        this.currency = deposit.currency();
        this.deposit = deposit.amount() > 0 ? DepositState.HELD : DepositState.NONE;
        this.replacedCard = replacedCard.orElse(null);
    }

    /** Keeps what the user said in confidence: where the card goes, which then waits, and the PIN that goes with it. */
    void keep(OrderWish wish, OrderTimes times, Secrets secrets) {
        wish.address().ifPresent(address -> {
            addressSealed = secrets.seal(Purpose.CARD_ORDER_ADDRESS, id, address.text());
            shipsFrom = requestedAt.plus(times.addressWait());
        });
        wish.pin().ifPresent(pin -> pinSealed = secrets.seal(Purpose.CARD_ORDER_PIN, id, pin.digits()));
    }

    String id() {
        return id;
    }

    long userId() {
        return userId;
    }

    /** What the user was shown, and all bookings of this order have. */
    String reference() {
        return reference;
    }

    CardOrderState state() {
        return state;
    }

    boolean isOpen() {
        return state == CardOrderState.REQUESTED;
    }

    /** Whether it has something that whoever was not the user could have chosen to his own good: where the card goes, or its PIN. */
    boolean isConfided() {
        return addressSealed != null || pinSealed != null;
    }

    Instant requestedAt() {
        return requestedAt;
    }

    /** Whether it was placed at a time or later. */
    boolean isSince(Instant time) {
        return !requestedAt.isBefore(time);
    }

    /** Whether its user had the time to object. */
    boolean mayShip(Instant now) {
        return !now.isBefore(shipsFrom);
    }

    Optional<CardPin> pin(Secrets secrets) {
        return Optional.ofNullable(pinSealed).map(text -> new CardPin(secrets.open(Purpose.CARD_ORDER_PIN, id, text)));
    }

    Optional<Address> address(Secrets secrets) {
        return Optional.ofNullable(addressSealed)
                .map(text -> Address.ofText(secrets.open(Purpose.CARD_ORDER_ADDRESS, id, text)));
    }

    Optional<String> replacedCard() {
        return Optional.ofNullable(replacedCard);
    }

    Optional<String> cardId() {
        return Optional.ofNullable(cardId);
    }

    String account() {
        return account;
    }

    Money deposit() {
        return new Money(depositAmount, currency);
    }

    DepositState depositState() {
        return deposit;
    }

    /** A card was sent for it; the deposit stays. */
    void ship(String card) {
        close(CardOrderState.SHIPPED);
        cardId = card;
    }

    /** It is over, and no card was sent. */
    void end(CardOrderState how) {
        close(how);
    }

    private void close(CardOrderState how) {
        if (!isOpen()) {
            throw new IllegalStateException("order " + id + " is " + state);
        }
        state = how;
        addressSealed = null;
        pinSealed = null;
    }

    /** What becomes of the deposit is decided then, or is not to be decided for the time being. */
    void await(Optional<Instant> due) {
        if (deposit == DepositState.HELD) {
            dueAt = due.orElse(null);
        }
    }

    boolean isDue(Instant now) {
        return deposit == DepositState.HELD && dueAt != null && !now.isBefore(dueAt);
    }

    Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    /** The deposit is given back or taken, once. */
    void settle(DepositState how) {
        if (deposit != DepositState.HELD) {
            throw new IllegalStateException("the deposit of order " + id + " is " + deposit);
        }
        deposit = how;
        dueAt = null;
    }

    /** As its user sees it. */
    CardOrderView view(OrderTimes times, Optional<String> replacedSerial) {
        return new CardOrderView(
                id,
                reference,
                state,
                requestedAt,
                times.shipmentExpected(shipsFrom),
                addressSealed != null,
                account,
                deposit(),
                replacedSerial);
    }

    /** As operators see it in a list. */
    OrderFile file(String userName, Optional<String> replacedSerial) {
        return new OrderFile(
                id,
                reference,
                userName,
                state,
                requestedAt,
                shipsFrom,
                addressSealed != null,
                pinSealed != null,
                replacedSerial);
    }
}
