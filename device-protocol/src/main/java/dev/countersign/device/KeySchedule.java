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

    private static final String PREFIX = "countersign/v1/";
    private static final String CONFIRMATION = PREFIX + "confirmation";
    private static final int CONFIRMATION_KEY_OCTETS = 32;

    static KeySchedule of(
            P256KeyPair own, P256PublicKey other, ActivationSecret secret, ActivationTranscript transcript) {
        if (secret.method() != transcript.method()) {
            throw new IllegalArgumentException("the transcript names another kind of secret");
        }
        byte[] said = transcript.octets();
        Octets salt = Octets.owning(HashFunction.SHA256.digest(said));
        try (Octets material = material(own, other, secret);
                Octets pseudorandomKey = Hkdf.extract(salt, material)) {
            return new KeySchedule(
                    confirmation("device", pseudorandomKey, transcript, said),
                    confirmation("server", pseudorandomKey, transcript, said),
                    new EnrolmentKeys(
                            ocraKey("ocra", pseudorandomKey, transcript, transcript.challengeSuite()),
                            transcript
                                    .approvalSuite()
                                    .map(suite -> ocraKey("approval-ocra", pseudorandomKey, transcript, suite))),
                    new PinSeal(expand("pin", pseudorandomKey, transcript, PinSeal.KEY_OCTETS), salt));
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

    private static OcraKey ocraKey(
            String purpose, Octets pseudorandomKey, ActivationTranscript transcript, OcraSuite suite) {
        return new OcraKey(
                expand(purpose, pseudorandomKey, transcript, suite.hash().length()));
    }

    /** HMAC-SHA256 over label, role and transcript, by a key of the role's own. */
    private static Octets confirmation(
            String role, Octets pseudorandomKey, ActivationTranscript transcript, byte[] said) {
        try (Octets key = expand("confirm/" + role, pseudorandomKey, transcript, CONFIRMATION_KEY_OCTETS)) {
            byte[] labelled =
                    new FieldWriter().add(CONFIRMATION).add(role).add(said).toArray();
            return Octets.owning(HashFunction.SHA256.hmac(key.toArray(), labelled));
        }
    }

    /** The enrolment id has always 36 characters, so no two purposes give one info. */
    private static Octets expand(String purpose, Octets pseudorandomKey, ActivationTranscript transcript, int length) {
        return Hkdf.expand(pseudorandomKey, PREFIX + purpose + transcript.enrolment(), length);
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
