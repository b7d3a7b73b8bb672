package dev.countersign.cardorder;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Questions to the tables of orders and bookings; works inside the caller's transaction. */
@ApplicationScoped
class CardOrderStore {

    private static final int MOST_LISTED = 100;

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected CardOrderStore() {}

    @Inject
    CardOrderStore(EntityManager entities) {
        this.entities = entities;
    }

    /** At once, because bookings refer to it. */
    void add(CardOrder order) {
        entities.persist(order);
        entities.flush();
    }

    void add(CardCharge charge) {
        entities.persist(charge);
    }

    Optional<CardOrder> find(String id) {
        return Optional.ofNullable(entities.find(CardOrder.class, id));
    }

    CardOrder get(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("order " + id + " is gone"));
    }

    /** The order as it is now, once the row of its user is locked. */
    CardOrder refreshed(CardOrder order) {
        entities.refresh(order);
        return order;
    }

    Optional<CardOrder> findOpen(long userId) {
        return entities.createQuery(
                        "select o from CardOrder o where o.userId = :user and o.state = :open", CardOrder.class)
                .setParameter("user", userId)
                .setParameter("open", CardOrderState.REQUESTED)
                .getResultStream()
                .findFirst();
    }

    /** The order that a card was sent for. */
    Optional<CardOrder> findByCard(String cardId) {
        return entities.createQuery("select o from CardOrder o where o.cardId = :card", CardOrder.class)
                .setParameter("card", cardId)
                .getResultStream()
                .findFirst();
    }

    /** The open orders, the oldest first. */
    List<CardOrder> listOpen() {
        return entities.createQuery(
                        "select o from CardOrder o where o.state = :open order by o.requestedAt, o.id", CardOrder.class)
                .setParameter("open", CardOrderState.REQUESTED)
                .setMaxResults(MOST_LISTED)
                .getResultList();
    }

    /** Orders of a user whose deposit is going to be settled, the earliest first. */
    List<CardOrder> listAwaited(long userId) {
        return entities.createQuery(
                        "select o from CardOrder o where o.userId = :user and o.deposit = :held and o.dueAt is not null"
                                + " order by o.dueAt, o.id",
                        CardOrder.class)
                .setParameter("user", userId)
                .setParameter("held", DepositState.HELD)
                .getResultList();
    }

    /** One whose deposit has to be settled. */
    Optional<CardOrder> findDue(Instant now) {
        return entities.createQuery(
                        "select o from CardOrder o where o.deposit = :held and o.dueAt <= :now order by o.dueAt, o.id",
                        CardOrder.class)
                .setParameter("held", DepositState.HELD)
                .setParameter("now", now)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** What is not booked yet, the oldest first. */
    List<CardCharge> listUnbooked() {
        return entities.createQuery(
                        "select c from CardCharge c where c.bookedAt is null order by c.at, c.id", CardCharge.class)
                .setMaxResults(MOST_LISTED)
                .getResultList();
    }

    Optional<CardCharge> findCharge(String id) {
        return Optional.ofNullable(entities.find(CardCharge.class, id));
    }

    /** The booking as it is now, once the row of its user is locked. */
    CardCharge refreshed(CardCharge charge) {
        entities.refresh(charge);
        return charge;
    }
}
