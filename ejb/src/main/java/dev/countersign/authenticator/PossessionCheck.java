package dev.countersign.authenticator;

import dev.countersign.authenticator.Possession.Asserted;
import dev.countersign.authenticator.Possession.Signed;
import dev.countersign.crypto.Ecdsa;
import dev.countersign.device.ActivationTranscript;
import dev.countersign.device.P256PublicKey;

/** Checks that a phone holds its approval key: ECDSA on P-256 with SHA-256, bare or in a WebAuthn assertion. */
public final class PossessionCheck {

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
            return Ecdsa.isSignature(octets, signed.octets().toArray(), key.toJdk());
        }
        if (possession instanceof Asserted asserted) {
            return Assertion.findSigned(asserted, octets, relyingParty)
                    .filter(signed ->
                            Ecdsa.isDerSignature(signed, asserted.signature().toArray(), key.toJdk()))
                    .isPresent();
        }
        throw new IllegalStateException("a possession is signed or asserted");
    }
}
