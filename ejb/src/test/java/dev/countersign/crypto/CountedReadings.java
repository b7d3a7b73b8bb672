package dev.countersign.crypto;

import dev.countersign.Beans;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A node's key ring over a table in memory that counts how often it is read. */
public final class CountedReadings {

    private final AtomicInteger readings = new AtomicInteger();
    private final List<DataKey> table = new ArrayList<>();
    private final KeyRing ring;

    /** Has all beans use the ring. */
    public CountedReadings(Beans beans) {
        ring = beans.set("countersign.keys.master", "m-1:" + "A".repeat(43) + "=")
                .give(DataKeyStore.class, new CountingStore())
                .call(KeyRing.class, made -> made);
        beans.give(DataKeys.class, ring);
    }

    public KeyRing ring() {
        return ring;
    }

    /** How often the table is read meanwhile. */
    public int during(Runnable work) {
        int before = readings.get();
        work.run();
        return readings.get() - before;
    }

    private final class CountingStore extends DataKeyStore {

        @Override
        public List<DataKey> listKeys() {
            readings.incrementAndGet();
            return List.copyOf(table);
        }

        @Override
        public void add(DataKey key) {
            table.add(key);
        }
    }
}
