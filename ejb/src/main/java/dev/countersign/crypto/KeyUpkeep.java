package dev.countersign.crypto;

import dev.countersign.sweep.TimedWork;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Has this node see new data keys soon, and brings records from superseded data keys to the current ones, batch by batch,
 * on every node. There is nothing to remember: what is left to do stands in the records, so a kill costs one batch, and
 * nodes pass over each other's rows.
 */
@Singleton
@Startup
@DependsOn("KeyRing")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeyUpkeep {

    private static final System.Logger LOG = System.getLogger(KeyUpkeep.class.getName());
    private static final int BATCH = 100;

    private final TimedWork reading =
            new TimedWork(KeyUpkeep.class, "The data keys were not read; those of the last reading serve");
    private final TimedWork resealing = new TimedWork(KeyUpkeep.class, "Records stay under their old keys");

    @Inject
    private DataKeyStore store;

    @Inject
    private DataKeys opened;

    @Inject
    private Instance<SealedRecords> records;

    /** It has a bean of its own: a timer of the key ring would open it again and again where its first opening failed. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void refresh() {
        reading.run(opened::refresh);
    }

    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
    void sweep() {
        resealing.run(this::resealAll);
    }

    private void resealAll() {
        List<DataKey> old = store.listKeys().stream()
                .filter(key -> !key.isCurrent() && !key.purpose().isHash())
                .toList();
        // Whoever sees a superseded key must seal with its successor, or the same records would come again and again.
        opened.refresh();
        old.forEach(this::reseal);
    }

    private void reseal(DataKey old) {
        for (SealedRecords kept : records) {
            if (kept.purpose() == old.purpose()) {
                reseal(kept, old.keyId());
            }
        }
    }

    /** What goes wrong with the records of one feature keeps nobody else's under an old key. */
    private static void reseal(SealedRecords kept, String keyId) {
        long total = 0;
        try {
            for (int done = kept.reseal(keyId, BATCH); done > 0; done = kept.reseal(keyId, BATCH)) {
                total += done;
            }
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Records stay under data key " + keyId + "; the next sweep tries them again",
                    e);
        }
        if (total > 0) {
            LOG.log(System.Logger.Level.INFO, total + " records left data key " + keyId);
        }
    }
}
