package dev.countersign.blackbox;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL at random points of many logins, and the journal of the callers held against the server, entry by entry. System
 * properties: {@code countersign.kill.kills} (20) and {@code countersign.kill.logins}, how many are begun at most (2,000).
 */
@Tag("full")
class LoginsUnderKillIT {

    private static final System.Logger LOG = System.getLogger(LoginsUnderKillIT.class.getName());
    private static final int KILLS = Integer.getInteger("countersign.kill.kills", 20);
    private static final int LOGINS = Integer.getInteger("countersign.kill.logins", 2_000);

    @Test
    void whatWasAnsweredStandsAndNobodyIsStuckOrLocked() {
        try (Product product = Product.onH2(Path.of("target/run-kill-logins"))) {
            CrashJournal journal = new CrashJournal(product);
            for (int kill = 0; kill < KILLS; kill++) {
                journal.runUntilKilledAmong(LOGINS / KILLS);
                product.startServer();
                journal.compare();
            }
            LOG.log(System.Logger.Level.INFO, KILLS + " kills; " + journal.summary());
        }
    }
}
