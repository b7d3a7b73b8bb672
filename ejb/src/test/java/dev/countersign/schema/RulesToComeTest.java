package dev.countersign.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Databases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules of jurisdictions stay what they were when they get a day of their own. */
class RulesToComeTest {

    private static final String BEFORE = "71";

    static Stream<Named<DataSource>> databases() {
        JdbcDataSource embedded = new JdbcDataSource();
        embedded.setURL("jdbc:h2:mem:rules-to-come;DB_CLOSE_DELAY=-1");
        return Stream.of(Named.of("H2", embedded), Named.of("PostgreSQL", Databases.bare("rules_to_come")));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void rulesStayAndAnotherDayIsAnotherRow(DataSource source) throws SQLException {
        Flyway.configure()
                .locations("classpath:db/migration")
                .target(BEFORE)
                .dataSource(source)
                .load()
                .migrate();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(rule("5", "2019-09-14"));

            SchemaMigration.apply(source);
            statement.execute(rule("4", "2027-01-01"));

            assertThat(ask(
                            statement,
                            "select rule_value || ' ' || legal_reference || ' ' || cast(valid_from as date)"
                                    + " from jurisdiction_rule order by valid_from"))
                    .isEqualTo("5 a law 2019-09-14");
            assertThat(ask(statement, "select count(*) from jurisdiction_rule")).isEqualTo("2");
            assertThat(ask(statement, "select min(code) || max(code) || count(*) from jurisdiction_turn"))
                    .isEqualTo("AAZZ676");
        }
    }

    private static String rule(String value, String day) {
        return "insert into jurisdiction_rule (jurisdiction, rule, rule_value, legal_reference, valid_from) values"
                + " ('DE', 'LOCK_FAILURES', '" + value + "', 'a law', timestamp with time zone '" + day
                + " 12:00:00+00:00')";
    }

    private static String ask(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
