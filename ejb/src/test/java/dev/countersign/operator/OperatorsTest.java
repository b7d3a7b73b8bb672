package dev.countersign.operator;

import static dev.countersign.operator.OperatorKind.ALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.audit.AuditTrail;
import dev.countersign.crypto.Secrets;
import dev.countersign.operator.OperatorTable.Row;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators' tokens from their making to their end. */
class OperatorsTest {

    private static final Optional<Duration> NO_END = Optional.empty();

    private final String name = "o" + UUID.randomUUID().toString().substring(0, 8);

    /** Work with the table of operators. */
    @FunctionalInterface
    private interface Work<T> {

        T with(OperatorTable table) throws SQLException;
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aRenewedTokenEndsTheOneBeforeAtOnce(Database database) {
        Beans beans = new Beans(database);
        String first = at(beans, table -> table.create(name, NO_END, ALL));
        assertThat(holder(beans, first)).contains(name);

        String second = at(beans, table -> table.renew(name, NO_END)).orElseThrow();

        assertThat(holder(beans, first)).isEmpty();
        assertThat(holder(beans, second)).contains(name);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aRemovedOperatorHasNoToken(Database database) {
        Beans beans = new Beans(database);
        String token = at(beans, table -> table.create(name, NO_END, ALL));

        boolean removed = at(beans, table -> table.remove(name));

        assertThat(removed).isTrue();
        assertThat(holder(beans, token)).isEmpty();
        boolean again = at(beans, table -> table.remove(name));
        assertThat(again).isFalse();
        Optional<String> renewed = at(beans, table -> table.renew(name, NO_END));
        assertThat(renewed).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aTokenWithAnEndOpensNothingFromThenOn(Database database) {
        Beans beans = new Beans(database);
        String token = at(beans, table -> table.create(name, Optional.of(Duration.ofDays(1)), ALL));
        beans.clock().pass(Duration.ofDays(1).minusSeconds(1));
        assertThat(holder(beans, token)).contains(name);

        beans.clock().pass(Duration.ofSeconds(1));

        assertThat(holder(beans, token)).isEmpty();
        String next = at(beans, table -> table.renew(name, NO_END)).orElseThrow();
        beans.clock().pass(Duration.ofDays(9999));
        assertThat(holder(beans, next)).contains(name);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theListHasNoSecret(Database database) {
        Beans beans = new Beans(database);
        Instant now = beans.clock().instant();
        String token = at(beans, table -> table.create(name, Optional.of(Duration.ofDays(2)), ALL));
        at(beans, table -> table.create(name + "-2", NO_END, OperatorKind.METRICS));

        List<Row> rows = at(beans, OperatorTable::list);

        assertThat(rows)
                .containsSubsequence(
                        new Row(name, now, Optional.of(now.plus(Duration.ofDays(2))), ALL),
                        new Row(name + "-2", now, Optional.empty(), OperatorKind.METRICS));
        assertThat(said(beans, "list"))
                .contains(name + "  created 2026-01-01T00:00:00Z  ends 2026-01-03T00:00:00Z" + System.lineSeparator())
                .contains(name + "-2  created 2026-01-01T00:00:00Z  no end  for metrics")
                .doesNotContain(token);
        beans.clock().pass(Duration.ofDays(2));
        assertThat(said(beans, "list")).contains("ended 2026-01-03T00:00:00Z");
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void eachChangeIsAnEntryOfTheAudit(Database database) {
        Beans beans = new Beans(database);
        at(beans, table -> table.create(name, NO_END, ALL));
        beans.clock().pass(Duration.ofSeconds(1));
        at(beans, table -> table.renew(name, NO_END));
        beans.clock().pass(Duration.ofSeconds(1));
        at(beans, table -> table.remove(name));
        assertThatThrownBy(() -> {
                    at(beans, table -> table.create(name, NO_END, ALL));
                    at(beans, table -> table.create(name, NO_END, ALL));
                })
                .hasRootCauseInstanceOf(SQLException.class);
        at(beans, table -> table.remove(name));

        List<String> ids = beans.call(OperatorChanges.class, OperatorChanges::listIds);
        for (String id : ids) {
            beans.run(OperatorChanges.class, changes -> changes.record(id));
            // As another node does that had listed it too.
            beans.run(OperatorChanges.class, changes -> changes.record(id));
        }

        assertThat(beans.call(OperatorChanges.class, OperatorChanges::listIds)).isEmpty();
        assertThat(AuditTrail.about(beans, "operator:" + name))
                .startsWith("OPERATOR_CREATED OK", "OPERATOR_RENEWED OK")
                .containsExactlyInAnyOrder(
                        "OPERATOR_CREATED OK",
                        "OPERATOR_RENEWED OK",
                        "OPERATOR_REMOVED OK",
                        "OPERATOR_CREATED OK",
                        "OPERATOR_REMOVED OK");
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void commandsSayWhatWasNotDone(Database database) {
        Beans beans = new Beans(database);

        assertThat(said(beans, "create", name))
                .hasSize(43 + System.lineSeparator().length());
        assertThat(said(beans, "renew", name, "--days", "7"))
                .hasSize(43 + System.lineSeparator().length());
        assertThat(said(beans, "remove", name)).isEmpty();
        assertThat(said(beans, "remove", name)).startsWith("There is no operator " + name);
        assertThat(said(beans, "renew", name)).startsWith("There is no operator " + name);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aTokenForOneThingStaysSoWhenItIsRenewed(Database database) {
        Beans beans = new Beans(database);
        String first = said(beans, "create", "--for", "introspect", name).strip();
        assertThat(kind(beans, first)).contains(OperatorKind.INTROSPECT);

        String second = said(beans, "renew", name).strip();

        assertThat(kind(beans, first)).isEmpty();
        assertThat(kind(beans, second)).contains(OperatorKind.INTROSPECT);
        for (String id : beans.call(OperatorChanges.class, OperatorChanges::listIds)) {
            beans.run(OperatorChanges.class, changes -> changes.record(id));
        }
        assertThat(AuditTrail.about(beans, "operator:" + name))
                .containsExactlyInAnyOrder("OPERATOR_CREATED INTROSPECT", "OPERATOR_RENEWED OK");
    }

    /** As the command of a server before there were kinds makes them. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void anOperatorOfAnOlderServerMayDoAll(Database database) {
        Beans beans = new Beans(database);
        String token = "token of " + name;
        at(beans, table -> {
            try (PreparedStatement insert = table.database()
                    .prepareStatement("insert into operator (name, token_hash, created_at) values (?, ?, ?)")) {
                insert.setString(1, name);
                insert.setString(2, Secrets.digestOf(token));
                insert.setTimestamp(3, Timestamp.from(beans.clock().instant()));
                return insert.executeUpdate();
            }
        });

        assertThat(kind(beans, token)).contains(ALL);
    }

    private static Optional<OperatorKind> kind(Beans beans, String token) {
        return beans.call(Operators.class, operators -> operators.findByToken(token))
                .map(KnownOperator::kind);
    }

    /** What a command prints, to whichever stream. */
    private static String said(Beans beans, String... words) {
        OperatorCommand.Call call = OperatorCommand.Call.parse(List.of(words)).orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        boolean done = at(beans, table -> call.run(table, stream, stream));
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(done).isEqualTo(!said.contains("no operator"));
        return said;
    }

    private static Optional<String> holder(Beans beans, String token) {
        return beans.call(Operators.class, operators -> operators.findByToken(token))
                .map(KnownOperator::name);
    }

    /** Over the connection of a transaction, which commits by itself as little as that of a command. */
    private static <T> T at(Beans beans, Work<T> work) {
        return beans.query(entities -> {
            try {
                return work.with(
                        new OperatorTable(entities.unwrap(Connection.class), new SecureRandom(), beans.clock()));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
