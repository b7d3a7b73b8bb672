package dev.countersign.authenticator;

import dev.countersign.device.Octets;

/** Proof that a phone holds its approval key, over octets that are made for one activation or one approval. */
public sealed interface Possession {

    /** Whether a PIN opens the keys of the phone. */
    boolean isOfPinKind();

    /**
     * A signature by the key itself.
     *
     * @param octets r and s, 32 octets each (RFC 7518 section 3.4)
     */
    record Signed(Octets octets) implements Possession {

        @Override
        public boolean isOfPinKind() {
            return true;
        }
    }

    /**
     * A WebAuthn assertion: face, finger or passcode released the key.
     *
     * @param credential id of the credential, base64url
     * @param authenticatorData WebAuthn level 2, section 6.1
     * @param clientData JSON in UTF-8, section 5.8.1
     * @param signature in DER, section 6.5.5
     */
    record Asserted(String credential, Octets authenticatorData, Octets clientData, Octets signature)
            implements Possession {

        private static final String CREDENTIAL = "[A-Za-z0-9_-]{1,1366}";

        public Asserted {
            if (!credential.matches(CREDENTIAL)) {
                throw new IllegalArgumentException("possession.credential has 1 to 1023 octets in base64url");
            }
        }

        @Override
        public boolean isOfPinKind() {
            return false;
        }
    }
}
