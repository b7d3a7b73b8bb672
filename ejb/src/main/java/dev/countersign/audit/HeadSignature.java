package dev.countersign.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Heads as compact JWS (RFC 7515) with ES256 (RFC 7518 section 3.4) and a type that no token has. */
final class HeadSignature {

    private static final JOSEObjectType TYPE = new JOSEObjectType("countersign-audit-head+jws");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private HeadSignature() {}

    static SignedHead sign(ChainHead head, Instant time, ECKey key) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("sequence", head.sequence());
        payload.put("chainHash", head.chainHash());
        payload.put("time", time.toString());
        payload.put("epoch", head.epoch());
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
        JWSObject jws = new JWSObject(header, new Payload(payload));
        try {
            jws.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with key " + key.getKeyID(), e);
        }
        return new SignedHead(head, time, jws.serialize());
    }

    /** The head that the text carries, if one of the keys has signed it; empty for anything else. */
    static Optional<SignedHead> verify(String text, JWKSet keys) {
        try {
            JWSObject jws = JWSObject.parse(text);
            JWSHeader header = jws.getHeader();
            JWK key = keys.getKeyByKeyId(header.getKeyID());
            boolean ours = JWSAlgorithm.ES256.equals(header.getAlgorithm()) && TYPE.equals(header.getType());
            if (!ours || !(key instanceof ECKey pair) || !jws.verify(new ECDSAVerifier(pair))) {
                return Optional.empty();
            }
            Map<String, Object> payload = JSONObjectUtils.parse(jws.getPayload().toString());
            ChainHead head = new ChainHead(
                    JSONObjectUtils.getLong(payload, "sequence"),
                    JSONObjectUtils.getString(payload, "chainHash"),
                    JSONObjectUtils.getInt(payload, "epoch"));
            if (!HASH.matcher(head.chainHash()).matches()) {
                return Optional.empty();
            }
            return Optional.of(new SignedHead(head, Instant.parse(JSONObjectUtils.getString(payload, "time")), text));
        } catch (ParseException | JOSEException | DateTimeException | NullPointerException e) {
            return Optional.empty();
        }
    }
}
