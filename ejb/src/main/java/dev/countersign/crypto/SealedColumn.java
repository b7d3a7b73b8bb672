package dev.countersign.crypto;

import jakarta.persistence.EntityManager;
import java.util.List;

/**
 * A column of few and rarely changed secrets, for key rotation; works inside the caller's transaction. The record that a
 * secret is bound to is the row's identity.
 */
public final class SealedColumn {

    private final EntityManager entities;
    private final Secrets secrets;
    private final Purpose purpose;
    private final String entity;
    private final String id;
    private final String column;

    /**
     * @param entity name of the entity
     * @param id name of its attribute that is the identity
     * @param column name of its attribute that is sealed
     */
    public SealedColumn(
            EntityManager entities, Secrets secrets, Purpose purpose, String entity, String id, String column) {
        this.entities = entities;
        this.secrets = secrets;
        this.purpose = purpose;
        this.entity = entity;
        this.id = id;
        this.column = column;
    }

    /** Number of rows under the key. */
    public long countUnder(String keyId) {
        return entities.createQuery(
                        "select count(r) from " + entity + " r where r." + column + " like :under", Long.class)
                .setParameter("under", SealedRecords.pattern(keyId))
                .getSingleResult();
    }

    /** Seals up to so many rows anew. One that somebody else sealed meanwhile is left as it is by the condition of the update. */
    public int reseal(String keyId, int most) {
        List<Object[]> rows = entities.createQuery(
                        "select r." + id + ", r." + column + " from " + entity + " r where r." + column
                                + " like :under order by r." + id,
                        Object[].class)
                .setParameter("under", SealedRecords.pattern(keyId))
                .setMaxResults(most)
                .getResultList();
        return rows.stream()
                .mapToInt(row -> reseal((String) row[0], (String) row[1]))
                .sum();
    }

    private int reseal(String record, String old) {
        return entities.createQuery("update " + entity + " r set r." + column + " = :new where r." + id
                        + " = :id and r." + column + " = :old")
                .setParameter("new", secrets.seal(purpose, record, secrets.open(purpose, record, old)))
                .setParameter("id", record)
                .setParameter("old", old)
                .executeUpdate();
    }
}
