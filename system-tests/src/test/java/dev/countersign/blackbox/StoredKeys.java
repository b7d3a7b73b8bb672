package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens what is sealed in the database, and seals, with the master key of the file, as the security guide says it is sealed: AES-256-GCM
 * over the record's identity. Shares no code with the product.
 */
final class StoredKeys {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, byte[]> masters = new HashMap<>();
    private final Map<String, byte[]> dataKeys = new HashMap<>();

    private StoredKeys(Path masterFile) throws IOException {
        for (String line : Files.readAllLines(masterFile)) {
            int colon = line.indexOf(':');
            masters.put(line.substring(0, colon), Base64.getDecoder().decode(line.substring(colon + 1)));
        }
    }

    /** Adds all keys of the folder and of the database, and the private keys that sign tokens. */
    static void addTo(MarkedSecrets secrets, Path folder, Connection database) throws Exception {
        StoredKeys keys = new StoredKeys(folder.resolve("master.key"));
        keys.masters.forEach((id, octets) -> secrets.add("master key " + id, octets));
        for (JsonNode key :
                JSON.readTree(folder.resolve("sms-gateway.jwks").toFile()).path("keys")) {
            secrets.add(
                    "gateway key", Base64.getUrlDecoder().decode(key.path("k").asText()));
        }
        keys.readDataKeys(database);
        keys.dataKeys.forEach((id, octets) -> secrets.add("data key " + id, octets));
        assertThat(keys.dataKeys).hasSizeGreaterThan(4);
        keys.addSigningKeys(secrets, database);
    }

    /** Puts a key into the place of that of the only app. */
    static void putTotpKey(Path folder, Connection database, byte[] secret) throws Exception {
        StoredKeys keys = new StoredKeys(folder.resolve("master.key"));
        keys.readDataKeys(database);
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select id, secret_sealed from totp_app")) {
            assertThat(row.next()).isTrue();
            String keyId = row.getString(2).substring(0, row.getString(2).indexOf('.'));
            byte[] plain = Base64.getEncoder().encode(secret);
            String sealed = keyId + "." + seal(keys.dataKeys.get(keyId), plain, "TOTP_SECRET|" + row.getString(1));
            try (PreparedStatement update = database.prepareStatement("update totp_app set secret_sealed = ?")) {
                update.setString(1, sealed);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        }
    }

    private void readDataKeys(Connection database) throws SQLException, GeneralSecurityException {
        try (Statement statement = database.createStatement();
                ResultSet row =
                        statement.executeQuery("select key_id, purpose, master_key_id, wrapped from data_key")) {
            while (row.next()) {
                String identity = "data-key|" + row.getString(2) + "|" + row.getString(1);
                dataKeys.put(row.getString(1), open(masters.get(row.getString(3)), row.getString(4), identity));
            }
        }
    }

    private void addSigningKeys(MarkedSecrets secrets, Connection database) throws Exception {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery("select key_id, private_sealed from signing_key")) {
            while (row.next()) {
                String kept = row.getString(2);
                int dot = kept.indexOf('.');
                byte[] key = dataKeys.get(kept.substring(0, dot));
                byte[] jwk = open(key, kept.substring(dot + 1), "TOKEN_SIGNING|" + row.getString(1));
                JsonNode pair = JSON.readTree(new String(jwk, StandardCharsets.UTF_8));
                secrets.add(
                        "private key",
                        Base64.getUrlDecoder().decode(pair.path("d").asText()));
            }
        }
    }

    private static String seal(byte[] key, byte[] plain, String identity) throws GeneralSecurityException {
        byte[] nonce = new byte[12];
        new SecureRandom().nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, identity).doFinal(plain);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    private static byte[] open(byte[] key, String text, String identity) throws GeneralSecurityException {
        byte[] octets = Base64.getUrlDecoder().decode(text);
        return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(octets, 12), identity)
                .doFinal(octets, 12, octets.length - 12);
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String identity) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(identity.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
