package dev.countersign.crypto;

import jakarta.persistence.Column;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Table;
import jakarta.persistence.metamodel.EntityType;
import jakarta.transaction.Transactional;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A column of secrets, for key rotation. The record that a secret is bound to is the row's identity, as text. A feature names its
 * column in a bean that extends this. A row that does not open stays as it is, and holds up no other. The rows are walked through in the
 * order of their identities, because there may be one for each user: who always began with the first would pass all that moved before.
 */
@Transactional(Transactional.TxType.REQUIRES_NEW)
public abstract class SealedColumn implements SealedRecords {

    /** Rows that are held at a time; their users wait meanwhile. */
    private static final int MOST_HELD = 20;

    /** Rows that one statement looks at. */
    private static final int MOST_SEEN = 2_000;

    private EntityManager entities;
    private Secrets secrets;
    private Purpose purpose;
    private String entity;
    private String id;
    private String column;

    /**
     * Cipher texts that did not open on this node, by key and by the row that has them. They are not tried again while they stand: the
     * same octets under the same key stay unreadable, and each try is an alarm.
     */
    private final Map<String, Map<Object, String>> unreadable = new ConcurrentHashMap<>();

    /** The rows behind which this node's next batch begins, by key; none where it begins with the first row. */
    private final Map<String, Object> places = new ConcurrentHashMap<>();

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
        long count = 0;
        Optional<Object> last = Optional.empty();
        do {
            Optional<Object> end = end(last);
            count += ((Number) select("count(*)", keyId, last, end, "").getSingleResult()).longValue();
            last = end;
        } while (last.isPresent());
        return count;
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public long countUnreadable(String keyId) {
        return unreadable.getOrDefault(keyId, Map.of()).size();
    }

    /** A row that somebody else sealed meanwhile is left as it is by the condition of the update. */
    @Override
    public int reseal(String keyId, int most) {
        Map<Object, String> known = unreadable.getOrDefault(keyId, Map.of());
        Map<Object, String> found = new HashMap<>();
        int batch = Math.min(most, MOST_HELD);
        int moved = 0;
        Optional<Object> last = Optional.ofNullable(places.get(keyId));
        boolean whole = false;
        do {
            whole |= last.isEmpty();
            Optional<Object> end = end(last);
            List<Object[]> rows = lock(keyId, last, end, batch);
            for (Object[] row : rows) {
                moved += reseal(row[0], (String) row[1], known, found);
            }
            last = rows.size() == batch ? Optional.of(rows.get(batch - 1)[0]) : end;
            // At the end it begins once more: nothing is left only where a whole walk moved nothing.
        } while (moved == 0 && !(whole && last.isEmpty()));
        last.ifPresentOrElse(row -> places.put(keyId, row), () -> places.remove(keyId));
        if (moved > 0) {
            // The rows behind the batch were not looked at.
            known.forEach(found::putIfAbsent);
        }
        unreadable.put(keyId, Map.copyOf(found));
        return moved;
    }

    /** With the rows locked, and without those that somebody holds: whoever waits for one of these would hold the others meanwhile. */
    private List<Object[]> lock(String keyId, Optional<Object> after, Optional<Object> end, int most) {
        String identity = name(type(), id);
        List<?> free = select(
                        identity,
                        keyId,
                        after,
                        end,
                        " order by " + identity + " fetch first " + most + " rows only for update skip locked")
                .getResultList();
        return free.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "select r." + id + ", r." + column + " from " + entity + " r where r." + id
                                        + " in :free order by r." + id,
                                Object[].class)
                        .setParameter("free", free)
                        .getResultList();
    }

    /**
     * The last of the rows that one statement looks at behind one, or from the first on; empty where they are the last of the table. No type of
     * this class stands in a signature: what the container makes of a bean in another package could not see it.
     */
    private Optional<Object> end(Optional<Object> after) {
        EntityType<?> type = type();
        Query query = entities.createNativeQuery("select " + name(type, id) + " from " + table(type)
                + after.map(row -> " where " + name(type, id) + " > ?1").orElse("")
                + " order by " + name(type, id) + " offset " + (mostSeen() - 1) + " rows fetch next 1 rows only");
        after.ifPresent(row -> query.setParameter(1, row));
        List<?> last = query.getResultList();
        return last.stream().map(Object.class::cast).findFirst();
    }

    /** For tests of what is beyond. */
    int mostSeen() {
        return MOST_SEEN;
    }

    /** What is under the key behind one row and not behind another. */
    private Query select(String what, String keyId, Optional<Object> after, Optional<Object> end, String tail) {
        EntityType<?> type = type();
        List<Object> values = new ArrayList<>(List.of(SealedRecords.pattern(keyId)));
        StringBuilder sql = new StringBuilder(
                        "select " + what + " from " + table(type) + " where " + name(type, column))
                .append(" like ?1");
        after.ifPresent(row -> {
            values.add(row);
            sql.append(" and " + name(type, id) + " > ?" + values.size());
        });
        end.ifPresent(row -> {
            values.add(row);
            sql.append(" and " + name(type, id) + " <= ?" + values.size());
        });
        Query query = entities.createNativeQuery(sql + tail);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query;
    }

    private int reseal(Object identity, String old, Map<Object, String> known, Map<Object, String> found) {
        if (old.equals(known.get(identity))) {
            found.put(identity, old);
            return 0;
        }
        try {
            return reseal(identity, old);
        } catch (UnreadableSecretException e) {
            // Logged and counted where it was opened.
            found.put(identity, old);
            return 0;
        }
    }

    private int reseal(Object identity, String old) {
        String record = identity.toString();
        return entities.createNativeQuery(update())
                .setParameter(1, secrets.seal(purpose, record, secrets.open(purpose, record, old)))
                .setParameter(2, identity)
                .setParameter(3, old)
                .executeUpdate();
    }

    /**
     * In SQL: an update by JPQL raises the version of the row, and whoever has it in hand at that moment, to take a right code, would
     * fail when he writes. What the row says has not changed, so its version does not either.
     */
    private String update() {
        EntityType<?> type = type();
        return "update " + table(type) + " set " + name(type, column) + " = ?1 where " + name(type, id) + " = ?2 and "
                + name(type, column) + " = ?3";
    }

    private EntityType<?> type() {
        return entities.getMetamodel().getEntities().stream()
                .filter(one -> one.getName().equals(entity))
                .findFirst()
                .orElseThrow();
    }

    private static String table(EntityType<?> type) {
        return type.getJavaType().getAnnotation(Table.class).name();
    }

    private static String name(EntityType<?> type, String attribute) {
        Member member = type.getAttribute(attribute).getJavaMember();
        Column named = ((AnnotatedElement) member).getAnnotation(Column.class);
        return named == null || named.name().isEmpty() ? attribute : named.name();
    }
}
