package dev.countersign.sms;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.countersign.crypto.GatewayKeys;
import dev.countersign.crypto.KeySettings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Turns the text of an order into a compact JWE (RFC 7516, {@code dir} with {@code A256GCM}) for the gateway whose key
 * is the first of {@code sms-gateway.jwks}.
 */
@ApplicationScoped
class OrderCipher {

    @Inject
    private KeySettings settings;

    private OctetSequenceKey key;

    @SuppressWarnings("NullAway.Init")
    protected OrderCipher() {}

    /** For use outside a container. */
    @SuppressWarnings("NullAway.Init")
    OrderCipher(OctetSequenceKey key) {
        this.key = key;
    }

    @PostConstruct
    void read() {
        key = GatewayKeys.in(settings.directory()).first();
    }

    String encrypt(String json) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
                .keyID(key.getKeyID())
                .contentType("json")
                .build();
        JWEObject jwe = new JWEObject(header, new Payload(json));
        try {
            jwe.encrypt(new DirectEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot encrypt for gateway key " + key.getKeyID(), e);
        }
        return jwe.serialize();
    }
}
