package dev.countersign.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Databases;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What is stored stands in no text of an exception of PostgreSQL, and so in no log, whatever a statement violates. */
class ViolationTextsTest {

    private static final String VALUE = "anna@example.com";

    /** As both servers give them to the driver. */
    private static final Path DEFAULTS = Path.of("../ear/src/main/wildfly/modules/org/postgresql/main/defaults");

    @Test
    void noViolationTellsAValue() throws Exception {
        String address = address();
        URL driver = DriverManager.getDriver(address)
                .getClass()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        try (URLClassLoader server = new URLClassLoader(
                new URL[] {driver, DEFAULTS.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Driver own = (Driver) server.loadClass("org.postgresql.Driver")
                    .getDeclaredConstructor()
                    .newInstance();
            Properties user = new Properties();
            user.setProperty("user", "postgres");

            List<String> texts = violations(own.connect(address, user));

            assertHidden(texts);
        }
        assertHidden(violations(new CommandDatabase(address, "postgres", "").connect()));
    }

    private static String address() throws SQLException {
        try (Connection connection = Databases.bare("violations").getConnection()) {
            return connection.getMetaData().getURL();
        }
    }

    private static void assertHidden(List<String> texts) {
        assertThat(texts)
                .anySatisfy(text -> assertThat(text).contains("mail_key"))
                .anySatisfy(text -> assertThat(text).contains("not-null"))
                .allSatisfy(text -> assertThat(text).doesNotContain(VALUE));
    }

    /** The texts of all that is thrown when the same comes twice, and when something is missing, by one statement and by a batch. */
    private static List<String> violations(Connection open) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = open;
                Statement table = connection.createStatement()) {
            connection.setAutoCommit(true);
            table.execute("drop table if exists letter");
            table.execute("create table letter (mail text constraint mail_key unique, body text not null)");
            try (PreparedStatement insert = connection.prepareStatement("insert into letter values (?, ?)")) {
                insert(insert, "text");
                insert.executeUpdate();
                for (String body : new String[] {"text", null}) {
                    insert(insert, body);
                    collect(texts, insert::executeUpdate);
                    insert(insert, body);
                    insert.addBatch();
                    insert(insert, body);
                    insert.addBatch();
                    collect(texts, insert::executeBatch);
                }
            }
        }
        return texts;
    }

    private static void insert(PreparedStatement statement, String body) throws SQLException {
        statement.setString(1, VALUE);
        statement.setString(2, body);
    }

    private interface Work {
        Object run() throws SQLException;
    }

    private static void collect(List<String> texts, Work work) {
        try {
            work.run();
        } catch (SQLException violation) {
            for (SQLException part = violation; part != null; part = part.getNextException()) {
                texts.add(part.toString());
            }
        }
    }
}
