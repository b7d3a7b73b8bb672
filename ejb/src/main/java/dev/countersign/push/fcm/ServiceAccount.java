package dev.countersign.push.fcm;

import dev.countersign.push.Pem;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.security.PrivateKey;

/** Who this product is for Google: the content of the JSON file that its console gives out. */
final class ServiceAccount {

    private final String projectId;
    private final String clientEmail;
    private final String keyId;
    private final PrivateKey key;
    private final URI tokenAddress;

    private ServiceAccount(JsonObject file) {
        this.projectId = file.getString("project_id");
        this.clientEmail = file.getString("client_email");
        this.keyId = file.getString("private_key_id");
        this.key = Pem.privateKey(file.getString("private_key"), "RSA");
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

    @Override
    public String toString() {
        return "ServiceAccount[" + clientEmail + "]";
    }
}
