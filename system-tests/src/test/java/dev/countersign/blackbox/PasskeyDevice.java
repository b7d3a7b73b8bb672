package dev.countersign.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A device with one passkey (Web Authentication Level 2), and the page and the browser before it, written apart from the product.
 *
 * @param id of the key, base64url
 * @param origin of the page that asks
 * @param relyingParty whom the key is made for
 * @param flags what the device says of its user: 1 he was there, 4 he was recognised
 * @param count signatures as the device counts them
 */
record PasskeyDevice(KeyPair pair, String id, String origin, String relyingParty, int flags, int count) {

    private static final int RECOGNISED = 4;
    private static final int HAS_KEY = 0x40;

    /** A new key for the pages of this address. */
    static PasskeyDevice at(String origin, String host) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            byte[] id = new byte[16];
            new SecureRandom().nextBytes(id);
            return new PasskeyDevice(generator.generateKeyPair(), text(id), origin, host, 1 | RECOGNISED, 1);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    PasskeyDevice askedBy(String page) {
        return new PasskeyDevice(pair, id, page, relyingParty, flags, count);
    }

    PasskeyDevice madeFor(String host) {
        return new PasskeyDevice(pair, id, origin, host, flags, count);
    }

    PasskeyDevice unrecognised() {
        return new PasskeyDevice(pair, id, origin, relyingParty, flags & ~RECOGNISED, count);
    }

    PasskeyDevice counting(int signatures) {
        return new PasskeyDevice(pair, id, origin, relyingParty, flags, signatures);
    }

    /** Another device that says it has this key. */
    PasskeyDevice calling(String other) {
        return new PasskeyDevice(pair, other, origin, relyingParty, flags, count);
    }

    /** Registers the key; it must be taken. */
    Answer register(Http user, String label) {
        return register(user, label, user.post("/api/v1/me/passkeys/options"));
    }

    private Answer register(Http user, String label, Answer asked) {
        JsonNode question = asked.json().path("publicKey");
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("label", label)
                .put("attestationObject", text(attestation()))
                .put(
                        "clientData",
                        text(clientData(
                                "webauthn.create", question.path("challenge").asText())));
        return user.post("/api/v1/me/passkeys", json);
    }

    /** Signs what an attempt asks; yields the body of its answer. */
    ObjectNode sign(Answer attempt) {
        JsonNode question = attempt.json().at("/started/publicKey");
        byte[] clientData =
                clientData("webauthn.get", question.path("challenge").asText());
        byte[] data = data(flags);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("assertion")
                .put("credential", id)
                .put("authenticatorData", text(data))
                .put("clientData", text(clientData))
                .put("signature", text(signature(join(data, sha256(clientData)))));
        return json;
    }

    private byte[] signature(byte[] octets) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(octets);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the format "none". */
    private byte[] attestation() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        byte[] credential = Base64.getUrlDecoder().decode(id);
        byte[] data = join(
                data(flags | HAS_KEY),
                new byte[16],
                new byte[] {0, (byte) credential.length},
                credential,
                hex("a5010203262001215820"),
                coordinate(key.getW().getAffineX()),
                hex("225820"),
                coordinate(key.getW().getAffineY()));
        return join(
                hex("a363666d74646e6f6e656761747453746d74a068617574684461746158"),
                new byte[] {(byte) data.length},
                data);
    }

    private byte[] data(int set) {
        return ByteBuffer.allocate(37)
                .put(sha256(relyingParty.getBytes(StandardCharsets.UTF_8)))
                .put((byte) set)
                .putInt(count)
                .array();
    }

    private byte[] clientData(String type, String challenge) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("challenge", challenge)
                .put("origin", origin)
                .put("crossOrigin", false)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] coordinate(BigInteger number) {
        String digits = number.toString(16);
        return hex("0".repeat(64 - digits.length()) + digits);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static String text(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
