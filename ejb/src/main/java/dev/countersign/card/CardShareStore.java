package dev.countersign.card;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Questions to the table of shared cards; works inside the caller's transaction, which holds the rows of both users. */
@ApplicationScoped
class CardShareStore {

    private static final List<ShareState> OPEN = List.of(ShareState.PENDING_COMPLIANCE, ShareState.ACTIVE);
    private static final int MOST = 100;

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected CardShareStore() {}

    @Inject
    CardShareStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(CardShare share) {
        entities.persist(share);
    }

    Optional<CardShare> find(String id) {
        return Optional.ofNullable(entities.find(CardShare.class, id));
    }

    /** The same as it is now that the locks are held. */
    CardShare refreshed(CardShare share) {
        entities.refresh(share);
        return share;
    }

    /** With whom a card is shared, or is to be. */
    List<CardShare> listOpenOf(DisplayCard card) {
        return entities.createQuery(
                        "select s from CardShare s where s.cardId = :card and s.state in :open order by s.userId",
                        CardShare.class)
                .setParameter("card", card.id().toString())
                .setParameter("open", OPEN)
                .getResultList();
    }

    /** Their ids alone: once they are locked, the sharings are read as they are then. */
    List<Long> listUsersBeside(DisplayCard card) {
        return entities.createQuery(
                        "select s.userId from CardShare s where s.cardId = :card and s.state in :open order by s.userId",
                        Long.class)
                .setParameter("card", card.id().toString())
                .setParameter("open", OPEN)
                .getResultList();
    }

    /** What is shared with a user, the oldest first. */
    List<CardShare> listActiveOf(long userId) {
        return entities.createQuery(
                        "select s from CardShare s where s.userId = :user and s.state = :active"
                                + " order by s.requestedAt, s.id",
                        CardShare.class)
                .setParameter("user", userId)
                .setParameter("active", ShareState.ACTIVE)
                .getResultList();
    }

    /** Those that a user is a party of, as owner or beside him, and that are not over, the oldest first. Each part is found by an index. */
    List<CardShare> listOpenAbout(long userId) {
        return Stream.concat(
                        listOpen("s.userId = :user", userId),
                        listOpen("s.cardId in (select c.id from DisplayCard c where c.userId = :user)", userId))
                .distinct()
                .sorted(Comparator.comparing(CardShare::requestedAt).thenComparing(CardShare::id))
                .toList();
    }

    private Stream<CardShare> listOpen(String condition, long userId) {
        return entities
                .createQuery("select s from CardShare s where s.state in :open and " + condition, CardShare.class)
                .setParameter("user", userId)
                .setParameter("open", OPEN)
                .getResultList()
                .stream();
    }

    /** What waits for compliance, the oldest first. */
    List<CardShare> listPending() {
        return entities.createQuery(
                        "select s from CardShare s where s.state = :pending order by s.requestedAt, s.id",
                        CardShare.class)
                .setParameter("pending", ShareState.PENDING_COMPLIANCE)
                .setMaxResults(MOST)
                .getResultList();
    }

    /** What a user has asked for since a time and waits, the oldest first. */
    List<CardShare> listPendingOf(long userId, Instant since) {
        return entities.createQuery(
                        "select s from CardShare s where s.userId = :user and s.state = :pending and s.requestedAt >= :since"
                                + " order by s.requestedAt, s.id",
                        CardShare.class)
                .setParameter("user", userId)
                .setParameter("pending", ShareState.PENDING_COMPLIANCE)
                .setParameter("since", since)
                .getResultList();
    }
}
