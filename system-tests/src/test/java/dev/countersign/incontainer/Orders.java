package dev.countersign.incontainer;

import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.crypto.SealedPair;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** SMS orders where they can be: rows of the outbox, and messages in their queue. */
record Orders(DataSource database, ConnectionFactory broker) {

    private static final long PATIENCE_MILLIS = 30_000;

    /** Message keys of the order rows to a number. */
    Set<String> rows(String number) throws SQLException {
        return texts("select message_key from sms_outbox where e164 = ?", number);
    }

    /** Message keys of all order rows. */
    Set<String> rows() throws SQLException {
        return texts("select message_key from sms_outbox where ? = ?", "1", "1");
    }

    int triesLeft(String attempt) throws SQLException {
        return Integer.parseInt(texts("select tries_left from login_attempt where id = ?", attempt)
                .iterator()
                .next());
    }

    /** Takes orders out of their queue until the one with the key has come; the keys of all that came. */
    Set<String> takeUntil(String key) throws JMSException {
        Set<String> keys = new TreeSet<>();
        try (JMSContext context = broker.createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(SmsQueues.ORDERS))) {
            while (!keys.contains(key)) {
                Message message = consumer.receive(PATIENCE_MILLIS);
                if (message == null) {
                    throw new AssertionError("The order " + key + " did not come; there were " + keys);
                }
                keys.add(message.getStringProperty(SmsQueues.MESSAGE_KEY));
            }
        }
        return keys;
    }

    /** Writes a key that is published and will sign much later, in the caller's transaction. */
    void addSigningKey(String keyId, SealedPair pair) throws SQLException {
        Timestamp muchLater = Timestamp.from(Instant.parse("2099-01-01T00:00:00Z"));
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into signing_key (key_id, public_jwk, private_sealed,"
                                + " created_at, signs_from) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, keyId);
            insert.setString(2, pair.publicJwk());
            insert.setString(3, pair.privateSealed());
            insert.setTimestamp(4, muchLater);
            insert.setTimestamp(5, muchLater);
            insert.executeUpdate();
        }
    }

    /** Takes the only data key of a purpose out of use, as one that was superseded by a key that does not open here. */
    void supersedeKey(String purpose) throws SQLException {
        execute("update data_key set superseded_at = current_timestamp where purpose = ?", purpose);
    }

    void reinstateKey(String purpose) throws SQLException {
        execute("update data_key set superseded_at = null where purpose = ?", purpose);
    }

    private void execute(String change, String... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(change)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    private Set<String> texts(String query, String... parameters) throws SQLException {
        Set<String> texts = new TreeSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }
}
