package dev.countersign.blackbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL at random points of many logins, and the journal of the callers held against the server, entry by entry, on each
 * database. System properties: {@code countersign.kill.kills} (20) and {@code countersign.kill.logins}, how many are begun at most
 * (2,000).
 */
@Tag("full")
class LoginsUnderKillIT {

    private static final System.Logger LOG = System.getLogger(LoginsUnderKillIT.class.getName());
    private static final int KILLS = Integer.getInteger("countersign.kill.kills", 20);
    private static final int LOGINS = Integer.getInteger("countersign.kill.logins", 2_000);

    @Test
    void whatWasAnsweredStandsAndNobodyIsStuckOrLocked() {
        try (Product product = Product.onH2(Path.of("target/run-kill-logins"))) {
            killAndCompare(product, "H2");
        }
    }

    @Test
    void whatWasAnsweredStandsOnPostgresToo() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
                Product product = Product.onPostgres(Path.of("target/run-kill-logins-postgres"), postgres)) {
            killAndCompare(product, "PostgreSQL");
        }
    }

    private static void killAndCompare(Product product, String database) {
        CrashJournal journal = new CrashJournal(product);
        for (int kill = 0; kill < KILLS; kill++) {
            journal.runUntilKilledAmong(LOGINS / KILLS);
            product.startServer();
            journal.compare();
        }
        LOG.log(System.Logger.Level.INFO, KILLS + " kills on " + database + "; " + journal.summary());
    }
}
