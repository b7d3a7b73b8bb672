package dev.countersign.activation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;

/** The file with the public keys that statements about phones are signed with, a JWK Set (RFC 7517 section 5). */
public final class StatementKeys {

    private StatementKeys() {}

    /** The keys by their kid. Throws {@link IllegalStateException} that names the file if it holds none. */
    public static Map<String, ECPublicKey> read(Path file) {
        try {
            Map<String, ECPublicKey> keys = new HashMap<>();
            for (JWK key : JWKSet.load(file.toFile()).getKeys()) {
                if (key instanceof ECKey elliptic && key.getKeyID() != null) {
                    keys.put(key.getKeyID(), elliptic.toECPublicKey());
                }
            }
            if (keys.isEmpty()) {
                throw new IllegalStateException(
                        "countersign.device.statement-keys: " + file + " has no key of P-256 with a kid");
            }
            return keys;
        } catch (IOException | ParseException | JOSEException e) {
            throw new IllegalStateException("countersign.device.statement-keys: " + file + " is no JWK set", e);
        }
    }
}
