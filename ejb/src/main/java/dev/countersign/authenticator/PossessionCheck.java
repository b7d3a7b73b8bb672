package dev.countersign.authenticator;

import dev.countersign.authenticator.Possession.Asserted;
import dev.countersign.authenticator.Possession.Signed;
import dev.countersign.device.ActivationTranscript;
import dev.countersign.device.Octets;
import dev.countersign.device.P256PublicKey;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;

/** Checks that a phone holds its approval key: ECDSA on P-256 with SHA-256, bare or in a WebAuthn assertion. */
public final class PossessionCheck {

    private static final int BARE_OCTETS = 64;

    private PossessionCheck() {}

    /** Whether the phone holds the approval key of an earlier enrolment, which signs for this one. */
    public static boolean isHandOver(
            Possession possession, Enrolment former, ActivationTranscript transcript, RelyingParty relyingParty) {
        return possession.isOfPinKind() == former.credential().isEmpty()
                && isRight(possession, former.approvalKey(), transcript.handOverOctets(), relyingParty);
    }

    /**
     * Whether the holder of the key made the proof over these octets.
     *
     * @param octets an assertion has their SHA-256 as its challenge
     */
    public static boolean isRight(Possession possession, P256PublicKey key, byte[] octets, RelyingParty relyingParty) {
        if (possession instanceof Signed signed) {
            return signed.octets().length() == BARE_OCTETS
                    && isSignature("SHA256withECDSAinP1363Format", key, octets, signed.octets());
        }
        if (possession instanceof Asserted asserted) {
            return Assertion.findSigned(asserted, octets, relyingParty)
                    .filter(signed -> isSignature("SHA256withECDSA", key, signed, asserted.signature()))
                    .isPresent();
        }
        throw new IllegalStateException("a possession is signed or asserted");
    }

    private static boolean isSignature(String algorithm, P256PublicKey key, byte[] octets, Octets signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key.toJdk());
            verifier.update(octets);
            return verifier.verify(signature.toArray());
        } catch (SignatureException e) {
            // Octets that are no signature at all.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ECDSA on P-256 is missing", e);
        }
    }
}
