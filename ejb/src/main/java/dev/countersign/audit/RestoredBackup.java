package dev.countersign.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;

/**
 * What a backup brings back that was over: it raises the epoch of the audit chain, so that verification can tell the restoring from a
 * trick, and ends the sessions and temporary passcodes that the backup holds, because some of them had ended since. It works
 * on tables of other features by their columns: it is a program of its own, before any server is there.
 */
record RestoredBackup(Connection database, Clock clock) {

    /** How much was ended. */
    record Ended(int sessions, int passcodes) {}

    /**
     * Within the caller's transaction.
     *
     * @throws SQLException also if the database has no audit chain: then it is not one of this product, or no server has served it
     */
    Ended declare() throws SQLException {
        raiseEpoch();
        Instant now = clock.instant();
        return new Ended(
                end("update login_session set ended_at = ? where ended_at is null", now),
                end("update temporary_passcode set ended_at = ? where ended_at is null", now));
    }

    private void raiseEpoch() throws SQLException {
        try (Statement statement = database.createStatement()) {
            if (statement.executeUpdate("update audit_chain set epoch = epoch + 1") == 0) {
                throw new SQLException("there is no audit chain in this database");
            }
        }
    }

    private int end(String update, Instant now) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(update)) {
            statement.setTimestamp(1, Timestamp.from(now));
            return statement.executeUpdate();
        }
    }
}
