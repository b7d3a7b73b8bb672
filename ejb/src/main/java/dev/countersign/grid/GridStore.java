package dev.countersign.grid;

import dev.countersign.factor.FactorKind;
import dev.countersign.sweep.OldRows;
import dev.countersign.sweep.OwnedRows;
import dev.countersign.sweep.RowPlace;
import dev.countersign.sweep.Walked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Questions to the tables of grid cards; works inside the caller's transaction. */
@ApplicationScoped
class GridStore {

    private static final OldRows EXPIRED = new OldRows("grid_card", "id", "expires_at").where("o.wiped = false");
    private static final OldRows NEVER_USED = new OldRows("grid_card", "id", "created_at").where("o.state = 'SHOWN'");

    private static final OwnedRows OF_WIPED =
            new OwnedRows("grid_question", "card_id", "created_at", "grid_card", "o.cells_sealed is null");

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
        return Optional.ofNullable(entities.find(GridCard.class, id))
                .filter(card -> card.userId().filter(holder -> holder == userId).isPresent());
    }

    /** The user's cards of the kind that are to open logins, do, or did until their time was over; the newest first. */
    List<GridCard> list(FactorKind kind, long userId) {
        return entities.createQuery(
                        "select c from GridCard c where c.userId = :user and c.kind = :kind and c.state in :held"
                                + " order by c.createdAt desc",
                        GridCard.class)
                .setParameter("user", userId)
                .setParameter("kind", kind)
                .setParameter("held", List.of(GridState.SHOWN, GridState.SHIPPED, GridState.ACTIVE))
                .getResultList();
    }

    /** Online cards of the user that somebody had end before their time, and nothing has taken the place of. */
    List<GridCard> listRevoked(long userId) {
        return entities.createQuery(
                        "select c from GridCard c where c.userId = :user and c.state = :revoked", GridCard.class)
                .setParameter("user", userId)
                .setParameter("revoked", GridState.REVOKED)
                .getResultList();
    }

    /** A plastic card, by its serial as somebody types it. */
    Optional<GridCard> findPlastic(String serial) {
        return plastic(serial).getResultStream().findFirst();
    }

    /** The same as it stands now, if it was not destroyed meanwhile; nobody else changes it before this transaction ends. */
    Optional<GridCard> lockPlastic(String serial) {
        return plastic(serial)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.cache.storeMode", CacheStoreMode.REFRESH)
                .getResultStream()
                .findFirst();
    }

    private TypedQuery<GridCard> plastic(String serial) {
        return entities.createQuery(
                        "select c from GridCard c where c.serial = :serial and c.kind = :kind", GridCard.class)
                .setParameter("serial", GridCard.serialOf(serial))
                .setParameter("kind", FactorKind.GRID_CARD);
    }

    void add(GridBatch batch) {
        entities.persist(batch);
    }

    Optional<GridBatch> lockBatch(UUID id) {
        return Optional.ofNullable(entities.find(GridBatch.class, id.toString(), LockModeType.PESSIMISTIC_WRITE));
    }

    /** The newest first. */
    List<GridBatch> listBatches(int most) {
        return entities.createQuery("select b from GridBatch b order by b.orderedAt desc, b.id", GridBatch.class)
                .setMaxResults(most)
                .getResultList();
    }

    /** Removes the cards of a batch that nobody was given. */
    void removeStock(UUID batch) {
        entities.createQuery("delete from GridCard c where c.batchId = :batch and c.state = :stock")
                .setParameter("batch", batch.toString())
                .setParameter("stock", GridState.IN_STOCK)
                .executeUpdate();
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

    /**
     * Wipes the cells of so many cards that expired before, and says of how many; the cards stay, so that their users are known to have had
     * one.
     */
    int forgetExpired(Instant before, int most) {
        List<String> ids = EXPIRED.lock(entities, before, most).stream()
                .map(Object::toString)
                .toList();
        return ids.isEmpty()
                ? 0
                : entities.createQuery("update GridCard c set c.cellsSealed = null, c.wiped = true where c.id in :ids")
                        .setParameter("ids", ids)
                        .executeUpdate();
    }

    /** Removes so many cards that were shown before and that nobody activated, and says how many. */
    int removeShown(Instant before, int most) {
        return NEVER_USED.remove(entities, before, most);
    }

    /** Removes questions that were asked before of cards whose cells are gone, from a place on. */
    Walked removeQuestionsOfWiped(RowPlace from, Instant before) {
        return OF_WIPED.remove(entities, from, before);
    }
}
