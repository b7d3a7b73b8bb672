package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the embedded database, too, whoever has waited for a lock reads what the one before has written. */
class LockedReadsTest {

    private static final int THREADS = 20;
    private static final int ROUNDS = 300;

    @TempDir
    Path folder;

    @Test
    void whatIsReadUnderALockIsAsNewAsTheLock() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Connection first = connect();
                Statement statement = first.createStatement()) {
            statement.execute("create table turn (id int primary key)");
            statement.execute("insert into turn values (1)");
            statement.execute("create table counted (id varchar(10) primary key, n int)");
            statement.execute("insert into counted values ('x', 0)");
            List<Future<Integer>> old = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                old.add(threads.submit(this::countOldReads));
            }

            int all = 0;
            for (Future<Integer> one : old) {
                all += one.get();
            }

            assertThat(all).as("old values read under the lock").isZero();
            assertThat(number(first.prepareStatement("select n from counted"))).isEqualTo(THREADS * ROUNDS);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Looks without the lock, as before a password is hashed, and then with it; what comes by the row's own lock is never old. */
    private int countOldReads() throws SQLException {
        int old = 0;
        try (Connection connection = connect();
                PreparedStatement look =
                        connection.prepareStatement("select n, id from counted where id = 'x' or id = 'y'");
                PreparedStatement turn = connection.prepareStatement("select id from turn where id = 1 for update");
                PreparedStatement locked =
                        connection.prepareStatement("select n from counted where id = 'x' for update");
                PreparedStatement count = connection.prepareStatement("update counted set n = ? where id = 'x'")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < ROUNDS; i++) {
                number(look);
                connection.commit();
                number(turn);
                int seen = number(look);
                int present = number(locked);
                old += seen == present ? 0 : 1;
                count.setInt(1, present + 1);
                count.executeUpdate();
                connection.commit();
            }
        }
        return old;
    }

    private Connection connect() throws SQLException {
        Database database = Database.h2(folder);
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private static int number(PreparedStatement question) throws SQLException {
        try (ResultSet rows = question.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
