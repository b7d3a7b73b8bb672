package dev.countersign.cardorder;

import dev.countersign.user.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that the back office has to book; each kind once an order, which the table insists on. */
@Entity
@Table(name = "card_charge")
class CardCharge {

    @Id
    private String id;

    @Column(name = "order_id")
    private String orderId;

    @Enumerated(EnumType.STRING)
    private ChargeKind kind;

    private long amount;

    private String currency;

    private String account;

    private String reference;

    @Column(name = "at")
    private Instant at;

    @Column(name = "booked_at")
    private @Nullable Instant bookedAt;

    @SuppressWarnings("NullAway.Init")
    protected CardCharge() {}

    CardCharge(CardOrder order, ChargeKind kind, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.orderId = order.id();
        this.kind = kind;
        this.amount = order.deposit().amount();
        this.currency = order.deposit().currency();
        this.account = order.account();
        this.reference = order.reference();
        this.at = now;
    }

    String id() {
        return id;
    }

    String orderId() {
        return orderId;
    }

    ChargeKind kind() {
        return kind;
    }

    /** Whether it was booked now, and not before. */
    boolean book(Instant now) {
        if (bookedAt != null) {
            return false;
        }
        bookedAt = now;
        return true;
    }

    ChargeView view() {
        return new ChargeView(
                id, kind, new Money(amount, currency), account, reference, at, Optional.ofNullable(bookedAt));
    }
}
