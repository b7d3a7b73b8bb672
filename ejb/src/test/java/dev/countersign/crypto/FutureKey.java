package dev.countersign.crypto;

import dev.countersign.Beans;
import java.sql.Timestamp;

/** A data key of a purpose that only a newer version knows, as one of its servers makes it during an upgrade. */
final class FutureKey {

    static final String ID = "future-1";

    private FutureKey() {}

    static void add(Beans beans) {
        beans.query(
                entities -> entities.createNativeQuery("insert into data_key (key_id, purpose, master_key_id, wrapped,"
                                + " created_at) values (?1, 'FUTURE', 'm-1', 'sealed', ?2)")
                        .setParameter(1, ID)
                        .setParameter(2, Timestamp.from(beans.clock().instant()))
                        .executeUpdate());
    }

    /** How many there were. */
    static int remove(Beans beans) {
        return beans.query(entities -> entities.createNativeQuery("delete from data_key where key_id = ?1")
                .setParameter(1, ID)
                .executeUpdate());
    }
}
