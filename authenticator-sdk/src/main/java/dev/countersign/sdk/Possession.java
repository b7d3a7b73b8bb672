package dev.countersign.sdk;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** The proof that a device holds the approval key that it names. */
final class Possession {

    /** User present, user verified (WebAuthn level 3 section 6.1). */
    private static final byte FLAGS = 0x05;

    private Possession() {}

    /**
     * A signature in the PIN kind, a WebAuthn assertion in the other.
     *
     * @param octets of the transcript's possession
     * @param server whose host is the relying party's id
     */
    static JsonObject of(ApprovalKey key, byte[] octets, URI server) {
        return key.credential()
                .map(id -> assertion(key, Base64Url.encode(id), sha256(octets), server))
                .orElseGet(() -> JsonText.object()
                        .add("signature", Base64Url.encode(key.sign(octets)))
                        .build());
    }

    /** As an authenticator in software would make it: it vouches for a user whom nobody verified. */
    private static JsonObject assertion(ApprovalKey key, String credential, byte[] challenge, URI server) {
        byte[] authenticatorData = ByteBuffer.allocate(37)
                .put(sha256(server.getHost().getBytes(StandardCharsets.UTF_8)))
                .put(FLAGS)
                .array();
        byte[] clientData = JsonText.object()
                .add("type", "webauthn.get")
                .add("challenge", Base64Url.encode(challenge))
                .add("origin", server.resolve("/").toString().replaceFirst("/$", ""))
                .add("crossOrigin", false)
                .build()
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        byte[] signed = ByteBuffer.allocate(authenticatorData.length + 32)
                .put(authenticatorData)
                .put(sha256(clientData))
                .array();
        return JsonText.object()
                .add("credential", credential)
                .add("authenticatorData", Base64Url.encode(authenticatorData))
                .add("clientData", Base64Url.encode(clientData))
                .add("signature", Base64Url.encode(key.signInDer(signed)))
                .build();
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
