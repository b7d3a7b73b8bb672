package dev.countersign.authenticator;

import dev.countersign.authenticator.Possession.Asserted;
import dev.countersign.token.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** What a WebAuthn assertion says beside its signature (WebAuthn level 2, section 7.2, steps 11 to 20). */
final class Assertion {

    private static final int HASH_OCTETS = 32;
    private static final int LEAST_OCTETS = HASH_OCTETS + 1 + Integer.BYTES;
    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;

    private Assertion() {}

    /**
     * The octets that the signature has to be over, if the assertion is one of ours about {@code asked}: asked for by a page of ours,
     * the user was there and verified.
     */
    static Optional<byte[]> findSigned(Asserted asserted, byte[] asked, RelyingParty relyingParty) {
        byte[] clientData = asserted.clientData().toArray();
        byte[] authenticatorData = asserted.authenticatorData().toArray();
        return findOrigin(clientData, asked)
                .filter(relyingParty::isOurs)
                .filter(origin -> isVerified(authenticatorData, RelyingParty.idOf(origin)))
                .map(origin -> ByteBuffer.allocate(authenticatorData.length + HASH_OCTETS)
                        .put(authenticatorData)
                        .put(sha256(clientData))
                        .array());
    }

    /** The origin, if the client data are of an assertion with this challenge. */
    private static Optional<String> findOrigin(byte[] clientData, byte[] asked) {
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(asked));
        return StrictJson.object(clientData)
                .filter(json -> json.getString("type", "").equals("webauthn.get")
                        && isEqual(json.getString("challenge", ""), challenge)
                        && !json.getBoolean("crossOrigin", false))
                .map(json -> json.getString("origin", ""));
    }

    private static boolean isVerified(byte[] authenticatorData, String relyingPartyId) {
        if (authenticatorData.length < LEAST_OCTETS) {
            return false;
        }
        byte[] hash = Arrays.copyOf(authenticatorData, HASH_OCTETS);
        int flags = authenticatorData[HASH_OCTETS];
        return MessageDigest.isEqual(hash, sha256(relyingPartyId.getBytes(StandardCharsets.UTF_8)))
                && (flags & USER_PRESENT) != 0
                && (flags & USER_VERIFIED) != 0;
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
