package dev.countersign.bench;

import dev.countersign.launcher.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A PostgreSQL of its own whose commits are on disk before they are answered, whatever tests do otherwise. */
final class Postgres implements AutoCloseable {

    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");

    private final EmbeddedPostgres server;
    private final long pid;

    private Postgres(EmbeddedPostgres server, long pid) {
        this.server = server;
        this.pid = pid;
    }

    static Postgres start(Map<String, String> settings) throws IOException, SQLException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        DURABILITY.forEach(name -> builder.setServerConfig(name, "on"));
        settings.forEach(builder::setServerConfig);
        EmbeddedPostgres server = builder.start();
        try (Connection connection = connect(server)) {
            for (String name : DURABILITY) {
                if (!ask(connection, "show " + name).equals("on")) {
                    throw new IllegalStateException("PostgreSQL runs with " + name + " off");
                }
            }
            long backend = Long.parseLong(ask(connection, "select pg_backend_pid()"));
            long pid = ProcessHandle.of(backend)
                    .flatMap(ProcessHandle::parent)
                    .map(ProcessHandle::pid)
                    .orElseThrow();
            return new Postgres(server, pid);
        } catch (SQLException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    Database database() {
        return new Database("postgresql", server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }

    Connection connect() throws SQLException {
        return connect(server);
    }

    /** The first column of the first row. */
    String ask(String sql) {
        try (Connection connection = connect()) {
            return ask(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The process that all others of this server are children of. */
    long pid() {
        return pid;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static Connection connect(EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
