package dev.countersign.sdk;

import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * The key that signs approvals. On a phone it never leaves secure hardware; here it is software.
 *
 * @param credential id of the WebAuthn credential that an approval key of the device-unlock kind is
 */
public record ApprovalKey(P256KeyPair pair, Optional<Octets> credential) {

    private static final int CREDENTIAL_OCTETS = 16;

    static ApprovalKey random(UnlockKind unlock, SecureRandom random) {
        return new ApprovalKey(
                P256KeyPair.generate(random),
                unlock == UnlockKind.PIN ? Optional.empty() : Optional.of(Octets.random(CREDENTIAL_OCTETS, random)));
    }

    /** ECDSA with SHA-256, r and s in 32 octets each (IEEE P1363). */
    byte[] sign(byte[] octets) {
        return sign("SHA256withECDSAinP1363Format", octets);
    }

    /** ECDSA with SHA-256, r and s in DER, as WebAuthn has it (WebAuthn level 3 section 6.5.5). */
    byte[] signInDer(byte[] octets) {
        return sign("SHA256withECDSA", octets);
    }

    private byte[] sign(String algorithm, byte[] octets) {
        try (Octets kept = pair.privateOctets()) {
            byte[] pkcs8 = kept.toArray();
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            Arrays.fill(pkcs8, (byte) 0);
            signature.update(octets);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " failed", e);
        }
    }
}
