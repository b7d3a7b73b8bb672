package dev.countersign.operator;

import dev.countersign.crypto.Secrets;
import dev.countersign.schema.SchemaMigration;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * {@code operator create NAME...}: brings the database to the present schema, adds the operators and prints the bearer token of
 * each on a line, the only time it is ever shown. The database is named by COUNTERSIGN_DB_URL, _USER and _PASSWORD. An H2 file can be
 * opened by one process only: stop the server first.
 */
public final class OperatorCommand {

    private static final int TOKEN_OCTETS = 32;

    private OperatorCommand() {}

    public static void main(String[] args) {
        List<String> names = Arrays.stream(args).skip(1).toList();
        if (names.isEmpty()
                || !args[0].equals("create")
                || !names.stream().allMatch(name -> name.matches("[a-z][a-z0-9._-]{1,63}"))) {
            System.err.println("Usage: countersign operator create NAME...   (lower-case letters, digits, . _ -)");
            System.exit(2);
        }
        Map<String, String> env = System.getenv();
        String url = env.getOrDefault("COUNTERSIGN_DB_URL", "");
        if (url.isEmpty()) {
            System.err.println("Set COUNTERSIGN_DB_URL (and COUNTERSIGN_DB_USER, COUNTERSIGN_DB_PASSWORD) first.");
            System.exit(2);
        }
        try {
            String user = env.getOrDefault("COUNTERSIGN_DB_USER", "sa");
            String password = env.getOrDefault("COUNTERSIGN_DB_PASSWORD", "sa");
            SchemaMigration.apply(url, user, password);
            try (Connection database = DriverManager.getConnection(url, user, password)) {
                for (String name : names) {
                    System.out.println(create(database, name, new SecureRandom(), Clock.systemUTC()));
                }
            }
        } catch (SQLException e) {
            System.err.println("The operator was not created: " + e.getMessage());
            System.exit(1);
        }
    }

    static String create(Connection database, String name, SecureRandom random, Clock clock) throws SQLException {
        byte[] octets = new byte[TOKEN_OCTETS];
        random.nextBytes(octets);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
        try (PreparedStatement insert =
                database.prepareStatement("insert into operator (name, token_hash, created_at) values (?, ?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, Secrets.digestOf(token));
            insert.setTimestamp(3, Timestamp.from(clock.instant()));
            insert.executeUpdate();
        }
        return token;
    }
}
