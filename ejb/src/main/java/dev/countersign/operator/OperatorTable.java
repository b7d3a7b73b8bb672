package dev.countersign.operator;

import dev.countersign.crypto.Secrets;
import dev.countersign.operator.OperatorChange.Kind;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The operators as commands see them, over plain JDBC and outside of the server. Each change and its note for the audit are one
 * transaction.
 *
 * @param database a connection that does not commit by itself
 */
record OperatorTable(Connection database, SecureRandom random, Clock clock) {

    private static final int TOKEN_OCTETS = 32;

    /**
     * An operator without his secret.
     *
     * @param tokenEndsAt empty where the token has no end of its own
     */
    record Row(String name, Instant createdAt, Optional<Instant> tokenEndsAt, OperatorKind kind) {}

    /** The work of one transaction. */
    @FunctionalInterface
    private interface Change {

        /** Whether anything was changed. */
        boolean make() throws SQLException;
    }

    /**
     * Adds an operator; a name that is taken is an {@link SQLException}.
     *
     * @param life of the token; empty for one without an end
     * @return the token, 43 base64url characters
     */
    String create(String name, Optional<Duration> life, OperatorKind operatorKind) throws SQLException {
        String token = newToken();
        change(name, Kind.CREATED, Optional.of(operatorKind).filter(kind -> kind != OperatorKind.ALL), () -> {
            try (PreparedStatement insert = database.prepareStatement(
                    "insert into operator (token_hash, token_ends_at, name, created_at, kind) values (?, ?, ?, ?, ?)")) {
                set(insert, token, life, name);
                insert.setTimestamp(4, Timestamp.from(clock.instant()));
                insert.setString(5, operatorKind.name());
                return insert.executeUpdate() > 0;
            }
        });
        return token;
    }

    /** Gives an operator another token of his kind, which ends the one before at once; empty where nobody has the name. */
    Optional<String> renew(String name, Optional<Duration> life) throws SQLException {
        String token = newToken();
        boolean known = change(name, Kind.RENEWED, Optional.empty(), () -> {
            try (PreparedStatement update =
                    database.prepareStatement("update operator set token_hash = ?, token_ends_at = ? where name = ?")) {
                set(update, token, life, name);
                return update.executeUpdate() > 0;
            }
        });
        return Optional.of(token).filter(made -> known);
    }

    /** Ends an operator and his token; false where nobody has the name. */
    boolean remove(String name) throws SQLException {
        return change(name, Kind.REMOVED, Optional.empty(), () -> {
            try (PreparedStatement delete = database.prepareStatement("delete from operator where name = ?")) {
                delete.setString(1, name);
                return delete.executeUpdate() > 0;
            }
        });
    }

    /** All operators by name. */
    List<Row> list() throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement query = database.createStatement();
                ResultSet found = query.executeQuery(
                        "select name, created_at, token_ends_at, kind from operator order by name")) {
            while (found.next()) {
                rows.add(new Row(
                        found.getString(1),
                        found.getTimestamp(2).toInstant(),
                        Optional.ofNullable(found.getTimestamp(3)).map(Timestamp::toInstant),
                        OperatorKind.valueOf(found.getString(4))));
            }
        }
        return rows;
    }

    private void set(PreparedStatement statement, String token, Optional<Duration> life, String name)
            throws SQLException {
        statement.setString(1, Secrets.digestOf(token));
        statement.setTimestamp(
                2, life.map(clock.instant()::plus).map(Timestamp::from).orElse(null));
        statement.setString(3, name);
    }

    private boolean change(String name, Kind kind, Optional<OperatorKind> limits, Change change) throws SQLException {
        try {
            boolean changed = change.make();
            if (changed) {
                note(name, kind, limits);
            }
            database.commit();
            return changed;
        } catch (SQLException e) {
            database.rollback();
            throw e;
        }
    }

    private void note(String name, Kind kind, Optional<OperatorKind> limits) throws SQLException {
        try (PreparedStatement insert = database.prepareStatement(
                "insert into operator_change (id, name, kind, changed_at, operator_kind) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, name);
            insert.setString(3, kind.name());
            insert.setTimestamp(4, Timestamp.from(clock.instant()));
            insert.setString(5, limits.map(Enum::name).orElse(null));
            insert.executeUpdate();
        }
    }

    private String newToken() {
        byte[] octets = new byte[TOKEN_OCTETS];
        random.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
