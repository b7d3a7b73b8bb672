package dev.countersign.device;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What both sides compute from one activation: HKDF-SHA256 (RFC 5869) over the ECDH secret and the activation secret, with the
 * hash of the transcript as salt.
 *
 * @param deviceConfirmation the device's proof that it has the keys and saw this transcript, 32 octets
 * @param serverConfirmation the server's
 * @param keys what the enrolment keeps
 * @param pinSeal what brings the PIN to the server
 */
record KeySchedule(Octets deviceConfirmation, Octets serverConfirmation, EnrolmentKeys keys, PinSeal pinSeal)
        implements AutoCloseable {

    static KeySchedule of(
            P256KeyPair own, P256PublicKey other, ActivationSecret secret, ActivationTranscript transcript) {
        if (secret.method() != transcript.method()) {
            throw new IllegalArgumentException("the transcript names another kind of secret");
        }
        byte[] said = transcript.octets();
        Octets salt = Octets.owning(HashFunction.SHA256.digest(said));
        try (Octets material = material(own, other, secret);
                Octets pseudorandomKey = Hkdf.extract(salt, material)) {
            KeyDerivation derivation = new KeyDerivation(pseudorandomKey, transcript.enrolment());
            return new KeySchedule(
                    derivation.confirmation("device", said),
                    derivation.confirmation("server", said),
                    new EnrolmentKeys(
                            derivation.ocraKey("ocra", transcript.challengeSuite()),
                            transcript.approvalSuite().map(suite -> derivation.ocraKey("approval-ocra", suite))),
                    new PinSeal(derivation.expand("pin", PinSeal.KEY_OCTETS), salt));
        }
    }

    private static Octets material(P256KeyPair own, P256PublicKey other, ActivationSecret secret) {
        try (Octets agreed = own.agreeWith(other)) {
            byte[] first = agreed.toArray();
            byte[] second = secret.octets().toArray();
            byte[] both = ByteBuffer.allocate(first.length + second.length)
                    .put(first)
                    .put(second)
                    .array();
            Arrays.fill(first, (byte) 0);
            Arrays.fill(second, (byte) 0);
            return Octets.owning(both);
        }
    }

    /** Wipes what served the activation alone. */
    void closeAllButKeys() {
        deviceConfirmation.close();
        serverConfirmation.close();
        pinSeal.close();
    }

    @Override
    public void close() {
        closeAllButKeys();
        keys.close();
    }
}
