package dev.countersign.card;

import dev.countersign.card.AnswerReader.Reading;
import dev.countersign.keyfile.DeviceName;
import dev.countersign.keyfile.KeySuite;
import dev.countersign.sweep.OwnedRows;
import dev.countersign.sweep.RowPlace;
import dev.countersign.sweep.Walked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Questions to the tables of cards and batches; works inside the caller's transaction. */
@ApplicationScoped
class CardStore {

    /** Serials in one question. */
    private static final int PORTION = 500;

    /** The key of a card that ended opens nothing again, whether the card comes back or not. */
    private static final OwnedRows OF_ENDED = new OwnedRows(
            "card_question",
            "card_id",
            "expires_at",
            "display_card",
            "o.state not in ('UNRELEASED', 'IN_STOCK', 'SHIPPED', 'ACTIVE')");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected CardStore() {}

    @Inject
    CardStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Adds a batch with its cards; fails where a card of the same name is there. */
    void add(CardBatch batch, List<BatchRow> rows, List<DisplayCard> cards) {
        entities.persist(batch);
        entities.flush();
        rows.forEach(entities::persist);
        cards.forEach(entities::persist);
        entities.flush();
    }

    /** Those of the names that cards have already. */
    Set<DeviceName> listTaken(Collection<DeviceName> names) {
        List<String> serials = names.stream().map(DeviceName::serial).distinct().toList();
        Set<DeviceName> taken = new HashSet<>();
        for (int from = 0; from < serials.size(); from += PORTION) {
            listBySerials(serials.subList(from, Math.min(serials.size(), from + PORTION)))
                    .forEach(card -> taken.add(card.name()));
        }
        taken.retainAll(Set.copyOf(names));
        return taken;
    }

    /** The cards of the serial, one a manufacturer. */
    List<DisplayCard> listBySerial(String serial) {
        return listBySerials(List.of(serial));
    }

    /** The same for a serial as a person types it, in either case. */
    List<DisplayCard> listByTyped(String serial) {
        return DeviceName.findSerial(serial).map(this::listBySerial).orElse(List.of());
    }

    private List<DisplayCard> listBySerials(List<String> serials) {
        return entities.createQuery(
                        "select c from DisplayCard c where c.serial in :serials order by c.manufacturer",
                        DisplayCard.class)
                .setParameter("serials", serials)
                .getResultList();
    }

    DisplayCard get(String id) {
        DisplayCard card = entities.find(DisplayCard.class, id);
        if (card == null) {
            throw new IllegalStateException("card " + id + " is gone");
        }
        return card;
    }

    Optional<DisplayCard> find(String id) {
        return Optional.ofNullable(entities.find(DisplayCard.class, id));
    }

    /** The card as it is now, with its row locked until the transaction ends; what this one has changed stays. */
    DisplayCard lock(DisplayCard card) {
        entities.flush();
        entities.lock(card, LockModeType.PESSIMISTIC_WRITE);
        entities.refresh(card);
        return card;
    }

    /** The cards of a user, the oldest first. */
    List<DisplayCard> listHeld(long userId) {
        return entities.createQuery(
                        "select c from DisplayCard c where c.userId = :user and c.state in :held order by c.shippedAt, c.id",
                        DisplayCard.class)
                .setParameter("user", userId)
                .setParameter("held", List.of(CardState.SHIPPED, CardState.ACTIVE))
                .getResultList();
    }

    /** The cards that a user has or had. */
    List<DisplayCard> listEverOf(long userId) {
        return entities.createQuery(
                        "select c from DisplayCard c where c.userId = :user order by c.id", DisplayCard.class)
                .setParameter("user", userId)
                .getResultList();
    }

    Optional<CardAnswer> findAnswer(HeldCard held) {
        return Optional.ofNullable(entities.find(CardAnswer.class, held.id()));
    }

    /** Keeps what the last answer was. */
    void note(HeldCard held, Reading reading, Optional<String> question, Instant now) {
        CardAnswer answer = findAnswer(held).orElseGet(() -> {
            CardAnswer first = new CardAnswer(held);
            entities.persist(first);
            return first;
        });
        answer.note(reading, question, now);
    }

    void add(CardQuestion asked) {
        entities.persist(asked);
    }

    /** The one that has not ended, or else the newest: two nodes may not agree on what is newer. */
    Optional<CardQuestion> findNewestQuestion(String subject) {
        return entities.createQuery(
                        "select q from CardQuestion q where q.subject = :subject"
                                + " order by case when q.endedAt is null then 0 else 1 end, q.createdAt desc",
                        CardQuestion.class)
                .setParameter("subject", subject)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** So many questions that the card was asked, the newest first. */
    List<CardQuestion> listQuestions(DisplayCard card, int most) {
        return entities.createQuery(
                        "select q from CardQuestion q where q.cardId = :card order by q.createdAt desc, q.id",
                        CardQuestion.class)
                .setParameter("card", card.id().toString())
                .setMaxResults(most)
                .getResultList();
    }

    /** When the card was asked the one before the newest {@code others}; empty if it was not asked so often. */
    Optional<Instant> findAskedBefore(DisplayCard card, int others) {
        return entities.createQuery(
                        "select q.createdAt from CardQuestion q where q.cardId = :card order by q.createdAt desc",
                        Instant.class)
                .setParameter("card", card.id().toString())
                .setFirstResult(others)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Whether the card was asked this ever. */
    boolean isAsked(DisplayCard card, String question) {
        return entities.createQuery(
                                "select count(q) from CardQuestion q where q.cardId = :card and q.question = :question",
                                Long.class)
                        .setParameter("card", card.id().toString())
                        .setParameter("question", question)
                        .getSingleResult()
                > 0;
    }

    /** The batch with its row locked until the transaction ends. */
    Optional<CardBatch> lockBatch(UUID id) {
        return Optional.ofNullable(entities.find(CardBatch.class, id.toString(), LockModeType.PESSIMISTIC_WRITE));
    }

    Optional<CardBatch> findBatch(UUID id) {
        return Optional.ofNullable(entities.find(CardBatch.class, id.toString()));
    }

    /** So many batches, the newest first. */
    List<CardBatch> listBatches(int most) {
        return entities.createQuery("select b from CardBatch b order by b.importedAt desc, b.id", CardBatch.class)
                .setMaxResults(most)
                .getResultList();
    }

    List<BatchRow> listRows(UUID batch) {
        return entities.createQuery(
                        "select r from BatchRow r where r.key.batchId = :batch order by r.key.position", BatchRow.class)
                .setParameter("batch", batch.toString())
                .getResultList();
    }

    /** Each kind of key that a card of the stock has. */
    List<KeySuite> listSuitesInStock() {
        return entities.createQuery("select distinct c.suite from DisplayCard c where c.state = :stock", String.class)
                .setParameter("stock", CardState.IN_STOCK)
                .getResultStream()
                .map(KeySuite::new)
                .toList();
    }

    void putIntoStock(UUID batch) {
        entities.createQuery("update DisplayCard c set c.state = :stock, c.version = c.version + 1"
                        + " where c.batchId = :batch and c.state = :unreleased")
                .setParameter("stock", CardState.IN_STOCK)
                .setParameter("unreleased", CardState.UNRELEASED)
                .setParameter("batch", batch.toString())
                .executeUpdate();
    }

    void destroyCards(UUID batch) {
        entities.createQuery("delete from DisplayCard c where c.batchId = :batch")
                .setParameter("batch", batch.toString())
                .executeUpdate();
    }

    /** Removes questions that were over before of cards that ended, from a place on. */
    Walked removeQuestionsOfEnded(RowPlace from, Instant before) {
        return OF_ENDED.remove(entities, from, before);
    }
}
