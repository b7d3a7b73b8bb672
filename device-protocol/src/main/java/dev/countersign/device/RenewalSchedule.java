package dev.countersign.device;

/**
 * What both sides compute when they renew a challenge key: HKDF-SHA256 (RFC 5869) over the ECDH secret. The salt is the HMAC of
 * the transcript by the old challenge key, so it takes the old key and the conversation to know the new one.
 *
 * @param deviceConfirmation the device's proof that it has both keys and saw this transcript, 32 octets
 * @param serverConfirmation the server's
 * @param challengeKey the new one
 */
record RenewalSchedule(Octets deviceConfirmation, Octets serverConfirmation, OcraKey challengeKey)
        implements AutoCloseable {

    static RenewalSchedule of(P256KeyPair own, P256PublicKey other, OcraKey old, RenewalTranscript transcript) {
        byte[] said = transcript.octets();
        try (Octets salt = salt(old, transcript.challengeSuite(), said);
                Octets agreed = own.agreeWith(other);
                Octets pseudorandomKey = Hkdf.extract(salt, agreed)) {
            KeyDerivation derivation = new KeyDerivation(pseudorandomKey, transcript.enrolment());
            return new RenewalSchedule(
                    derivation.confirmation("device", said),
                    derivation.confirmation("server", said),
                    derivation.ocraKey("ocra", transcript.challengeSuite()));
        }
    }

    /** By the hash of the suite, which is all that a key store may let the key be used for. No data input of OCRA begins like a transcript. */
    static Octets salt(OcraKey old, OcraSuite suite, byte[] said) {
        return Octets.owning(suite.hash().hmac(old.octets().toArray(), said));
    }

    /** Wipes what served the renewal alone. */
    void closeAllButKey() {
        deviceConfirmation.close();
        serverConfirmation.close();
    }

    @Override
    public void close() {
        closeAllButKey();
        challengeKey.close();
    }
}
