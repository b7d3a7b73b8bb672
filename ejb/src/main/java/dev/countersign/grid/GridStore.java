package dev.countersign.grid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Questions to the tables of grid cards; works inside the caller's transaction. */
@ApplicationScoped
class GridStore {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected GridStore() {}

    @Inject
    GridStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(GridCard card) {
        entities.persist(card);
    }

    void remove(GridCard card) {
        entities.remove(card);
    }

    void add(GridQuestion question) {
        entities.persist(question);
    }

    GridCard get(String id) {
        GridCard card = entities.find(GridCard.class, id);
        if (card == null) {
            throw new IllegalStateException("grid card " + id + " is gone");
        }
        return card;
    }

    /** A card of the user, whatever its state. */
    Optional<GridCard> findOwn(long userId, String id) {
        return Optional.ofNullable(entities.find(GridCard.class, id)).filter(card -> card.userId() == userId);
    }

    /** The user's cards that were not ended, the newest first. */
    List<GridCard> list(long userId) {
        return entities.createQuery(
                        "select c from GridCard c where c.userId = :user and c.state <> :ended order by c.createdAt desc",
                        GridCard.class)
                .setParameter("user", userId)
                .setParameter("ended", GridState.ENDED)
                .getResultList();
    }

    /** What the subject asked for last. */
    Optional<GridQuestion> findNewest(String subject) {
        return entities.createQuery(
                        "select q from GridQuestion q where q.subject = :subject order by q.turn desc",
                        GridQuestion.class)
                .setParameter("subject", subject)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Whether the card must not ask for the pair: it was answered wrongly, or the subject had it before. */
    boolean isSpent(GridCard card, CellPair pair, String subject) {
        return entities.createQuery(
                                "select count(q) from GridQuestion q where q.cardId = :card"
                                        + " and q.firstCell in (:first, :second) and q.secondCell in (:first, :second)"
                                        + " and (q.burntAt is not null or q.subject = :subject)",
                                Long.class)
                        .setParameter("card", card.id())
                        .setParameter("first", pair.first())
                        .setParameter("second", pair.second())
                        .setParameter("subject", subject)
                        .getSingleResult()
                > 0;
    }

    /** Wipes the cells of cards that expired before; the cards stay, so that their users are known to have had one. */
    void forgetExpired(Instant before) {
        entities.createQuery("update GridCard c set c.cellsSealed = null where c.expiresAt < :before"
                        + " and c.cellsSealed is not null")
                .setParameter("before", before)
                .executeUpdate();
    }

    /** Removes cards that were shown before and that nobody activated. */
    void removeShown(Instant before) {
        entities.createQuery("delete from GridCard c where c.state = :shown and c.createdAt < :before")
                .setParameter("shown", GridState.SHOWN)
                .setParameter("before", before)
                .executeUpdate();
    }
}
