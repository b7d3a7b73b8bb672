package dev.countersign.smpp;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.countersign.contracts.sms.v1.SmsJson;
import dev.countersign.contracts.sms.v1.SmsOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Opens orders, and locks what gateways tell each other: compact JWE (RFC 7516), alg {@code dir}, enc {@code A256GCM}, kid one of
 * ours. Any key of the set opens, so that a new one can be laid beside the old. Exceptions name neither text nor key.
 */
final class OrderCipher {

    private final Map<String, OctetSequenceKey> keys;
    private final OctetSequenceKey first;

    private OrderCipher(Map<String, OctetSequenceKey> keys) {
        this.keys = keys;
        this.first = keys.values().iterator().next();
    }

    /**
     * Reads a JWK Set (RFC 7517 section 5) of symmetric keys.
     *
     * @throws IllegalStateException when the file is missing or holds no usable key
     */
    static OrderCipher read(Path jwks) {
        try {
            Map<String, OctetSequenceKey> keys = new LinkedHashMap<>();
            for (JWK key : JWKSet.parse(Files.readString(jwks)).getKeys()) {
                if (key instanceof OctetSequenceKey symmetric && key.getKeyID() != null) {
                    keys.put(key.getKeyID(), symmetric);
                }
            }
            if (keys.isEmpty()) {
                throw new IllegalStateException("No symmetric key with a kid in " + jwks);
            }
            return new OrderCipher(keys);
        } catch (IOException | ParseException e) {
            // The cause is left out: a parser may quote what it read.
            throw new IllegalStateException("Cannot read " + jwks + " in countersign.keys.directory: "
                    + e.getClass().getSimpleName());
        }
    }

    /** Encrypts for all gateways, with the first key of the set as the core does. */
    String encrypt(String text) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(first.getKeyID())
                .build();
        JWEObject jwe = new JWEObject(header, new Payload(text));
        try {
            jwe.encrypt(new DirectEncrypter(first));
        } catch (JOSEException e) {
            throw new IllegalStateException("Cannot encrypt with key " + first.getKeyID(), e);
        }
        return jwe.serialize();
    }

    /**
     * Opens one order.
     *
     * @throws IllegalArgumentException when it is no order for us
     */
    SmsOrder open(String compactJwe) {
        return SmsJson.readOrder(decrypt(compactJwe));
    }

    /**
     * Opens anything that was encrypted for this gateway.
     *
     * @throws IllegalArgumentException when it was not
     */
    String decrypt(String compactJwe) {
        try {
            JWEObject jwe = JWEObject.parse(compactJwe);
            JWEHeader header = jwe.getHeader();
            OctetSequenceKey key = header.getKeyID() == null ? null : keys.get(header.getKeyID());
            if (key == null
                    || !JWEAlgorithm.DIR.equals(header.getAlgorithm())
                    || !EncryptionMethod.A256GCM.equals(header.getEncryptionMethod())) {
                throw new IllegalArgumentException("The order is not encrypted for this gateway");
            }
            jwe.decrypt(new DirectDecrypter(key));
            return jwe.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException(
                    "The order cannot be opened: " + e.getClass().getSimpleName());
        }
    }
}
