package dev.countersign.schema;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The database that a command of the command line works on, by the variables that the server reads too. */
public record CommandDatabase(String url, String user, String password) {

    /** What is said where {@link #find} is empty. */
    public static final String MISSING =
            "Set COUNTERSIGN_DB_URL (and COUNTERSIGN_DB_USER, COUNTERSIGN_DB_PASSWORD) first. Of the embedded database it is"
                    + " jdbc:h2:file:DATA/countersign, where DATA is the whole path of the server's data folder; stop the server before.";

    /** Empty without an address. */
    public static Optional<CommandDatabase> find(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("COUNTERSIGN_DB_URL"))
                .filter(url -> !url.isEmpty())
                .map(url -> new CommandDatabase(
                        url,
                        environment.getOrDefault("COUNTERSIGN_DB_USER", "sa"),
                        environment.getOrDefault("COUNTERSIGN_DB_PASSWORD", "sa")));
    }

    /** Brings it up to date, as a server does at its start. */
    public void migrate() {
        SchemaMigration.apply(url, user, password);
    }

    /** A connection whose changes hold when they are committed. */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        if (url.startsWith("jdbc:postgresql:")) {
            // As of the servers: exceptions tell no values.
            properties.setProperty("logServerErrorDetail", "false");
        }
        Connection connection = DriverManager.getConnection(url, properties);
        connection.setAutoCommit(false);
        return connection;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "database of a command";
    }
}
