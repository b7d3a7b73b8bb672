package dev.countersign.blackbox;

import dev.countersign.launcher.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two servers on one PostgreSQL: A, which reaches it through a wire that can be broken, and B.
 *
 * @param wire between A and the database
 */
record Cluster(EmbeddedPostgres postgres, TcpProxy wire, Product a, Node b) implements AutoCloseable {

    /** A machine that runs all of this may take long over a first connection. */
    static final String PATIENT = "?loginTimeout=60";

    /** What a caller is told who waited too long for the row that all want; what he gave was not looked at. */
    static final String UNSEEN = "TRY_LATER";

    /** SQLSTATE too_many_connections. */
    private static final String TOO_MANY = "53300";

    static Cluster start() {
        // Statements go out with their text each time, so that the wire can tell them apart.
        return start("?prepareThreshold=0", database -> Product.onPostgres(ForkFolder.of("run-cluster"), database));
    }

    /**
     * With another first server than usual.
     *
     * @param parameters of its database's address
     * @param first starts it on the database; B has its settings
     */
    static Cluster start(String parameters, Function<Database, Product> first) {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(2))
                    .start();
            TcpProxy wire = new TcpProxy(postgres.getPort());
            Product a = first.apply(database(wire.port(), parameters));
            return new Cluster(postgres, wire, a, second(a, database(postgres.getPort(), PATIENT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without it A would run on, for nobody has it to close yet. */
    private static Node second(Product a, Database database) {
        try {
            return a.addNode("node2", database);
        } catch (RuntimeException e) {
            a.close();
            throw e;
        }
    }

    /** Moves the time of both servers. */
    void advance(Duration by) {
        a.time().advance(by);
        b.time().advance(by);
    }

    /** What has come to a user when neither server has anything more for him. */
    List<String> settledTexts(TestUser user) {
        Eventually.get(
                "all sent",
                Duration.ofMinutes(1),
                () -> Optional.of(number(
                                "select count(*) from sms_outbox where e164 = ? and state in ('WAITING', 'QUEUED')",
                                user.number()))
                        .filter(left -> left == 0));
        return a.inbox().texts(user.number());
    }

    /** The first column of the first row. */
    long number(String query, Object... parameters) {
        return Long.parseLong(text(query, parameters));
    }

    /** The same as text. */
    String text(String query, Object... parameters) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements without a result. */
    void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Those that are free, until what is returned is closed; the servers keep theirs. */
    AutoCloseable takeAllConnections() {
        List<Connection> taken = new ArrayList<>();
        try {
            while (true) {
                taken.add(postgres.getPostgresDatabase().getConnection());
            }
        } catch (SQLException e) {
            if (!TOO_MANY.equals(e.getSQLState())) {
                throw new IllegalStateException(e);
            }
        }
        return () -> {
            for (Connection connection : taken) {
                connection.close();
            }
        };
    }

    @Override
    public void close() {
        wire.repair();
        b.close();
        a.close();
        wire.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Database database(int port, String parameters) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres" + parameters;
        return new Database("postgresql", url, "postgres", "postgres");
    }

    /** Gives tests the cluster that they share. */
    static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Cluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Shared.get(Cluster.class, Cluster::start);
        }
    }
}
