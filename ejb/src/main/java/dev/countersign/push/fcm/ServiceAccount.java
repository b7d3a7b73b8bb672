package dev.countersign.push.fcm;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** Who this product is for Google: the content of the JSON file that its console gives out. */
final class ServiceAccount {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private final String projectId;
    private final String clientEmail;
    private final String keyId;
    private final PrivateKey key;
    private final URI tokenAddress;

    private ServiceAccount(JsonObject file) {
        this.projectId = file.getString("project_id");
        this.clientEmail = file.getString("client_email");
        this.keyId = file.getString("private_key_id");
        this.key = key(file.getString("private_key"));
        this.tokenAddress = URI.create(file.getString("token_uri"));
    }

    /** Throws {@link IllegalStateException}, which quotes nothing of the text, for anything else. */
    static ServiceAccount parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return new ServiceAccount(reader.readObject());
        } catch (JsonException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            // The cause is left out: it may quote the key.
            throw new IllegalStateException(
                    "countersign.push.fcm.service-account is not the JSON file of a service account");
        }
    }

    String projectId() {
        return projectId;
    }

    String clientEmail() {
        return clientEmail;
    }

    String keyId() {
        return keyId;
    }

    /** RSA. */
    PrivateKey key() {
        return key;
    }

    /** Where assertions are exchanged; also their audience. */
    URI tokenAddress() {
        return tokenAddress;
    }

    /** PEM of PKCS #8 (RFC 7468 section 10). */
    private static PrivateKey key(String pem) {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
            throw new IllegalArgumentException("no PEM");
        }
        byte[] octets = Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), text.length() - END.length()));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(octets));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no RSA key");
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "ServiceAccount[" + clientEmail + "]";
    }
}
