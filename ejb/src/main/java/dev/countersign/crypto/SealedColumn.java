package dev.countersign.crypto;

import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * A column of few and rarely changed secrets, for key rotation. The record that a secret is bound to is the row's identity, as
 * text. A feature names its column in a bean that extends this.
 */
@Transactional(Transactional.TxType.REQUIRES_NEW)
public abstract class SealedColumn implements SealedRecords {

    private EntityManager entities;
    private Secrets secrets;
    private Purpose purpose;
    private String entity;
    private String id;
    private String column;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SealedColumn() {}

    /**
     * @param entity name of the entity
     * @param id name of its attribute that is the identity
     * @param column name of its attribute that is sealed
     */
    protected SealedColumn(
            EntityManager entities, Secrets secrets, Purpose purpose, String entity, String id, String column) {
        this.entities = entities;
        this.secrets = secrets;
        this.purpose = purpose;
        this.entity = entity;
        this.id = id;
        this.column = column;
    }

    @Override
    public Purpose purpose() {
        return purpose;
    }

    @Override
    public long countUnder(String keyId) {
        return entities.createQuery(
                        "select count(r) from " + entity + " r where r." + column + " like :under", Long.class)
                .setParameter("under", SealedRecords.pattern(keyId))
                .getSingleResult();
    }

    /** A row that somebody else sealed meanwhile is left as it is by the condition of the update. */
    @Override
    public int reseal(String keyId, int most) {
        List<Object[]> rows = entities.createQuery(
                        "select r." + id + ", r." + column + " from " + entity + " r where r." + column
                                + " like :under order by r." + id,
                        Object[].class)
                .setParameter("under", SealedRecords.pattern(keyId))
                .setMaxResults(most)
                .getResultList();
        return rows.stream().mapToInt(row -> reseal(row[0], (String) row[1])).sum();
    }

    private int reseal(Object identity, String old) {
        String record = identity.toString();
        return entities.createQuery("update " + entity + " r set r." + column + " = :new where r." + id
                        + " = :id and r." + column + " = :old")
                .setParameter("new", secrets.seal(purpose, record, secrets.open(purpose, record, old)))
                .setParameter("id", identity)
                .setParameter("old", old)
                .executeUpdate();
    }
}
