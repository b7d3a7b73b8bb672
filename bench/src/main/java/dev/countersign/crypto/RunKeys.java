package dev.countersign.crypto;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The data key of one purpose of a product that runs, so that a load program can write rows that it will read. */
public record RunKeys(NamedKey only) implements DataKeys {

    /**
     * Reads the current key.
     *
     * @param folder with the master key of the product
     */
    public static RunKeys read(Connection database, Path folder, Purpose purpose) throws SQLException {
        MasterKeys masters = MasterKeyFile.in(folder).read();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select key_id, master_key_id, wrapped from data_key"
                        + " where superseded_at is null and purpose = '" + purpose.name() + "'")) {
            if (!row.next()) {
                throw new IllegalStateException("The product has no key for " + purpose);
            }
            String id = row.getString(1);
            byte[] octets = AesGcm.decrypt(
                    masters.find(row.getString(2)).orElseThrow(), row.getString(3), "data-key|" + purpose + "|" + id);
            return new RunKeys(new NamedKey(id, new SecretKeySpec(octets, "AES")));
        }
    }

    @Override
    public Optional<NamedKey> findCurrent(Purpose purpose) {
        return Optional.of(only);
    }

    @Override
    public Optional<SecretKey> find(String keyId) {
        return keyId.equals(only.id()) ? Optional.of(only.key()) : Optional.empty();
    }

    @Override
    public void refresh() {
        // Nobody rotates keys meanwhile.
    }
}
