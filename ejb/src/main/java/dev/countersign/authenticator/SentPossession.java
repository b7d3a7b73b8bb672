package dev.countersign.authenticator;

import dev.countersign.authenticator.Possession.Asserted;
import dev.countersign.authenticator.Possession.Signed;
import java.util.Optional;

/**
 * The proof that a phone holds its approval key as the phone sends it, octets in base64url: a signature alone, or all of it from a
 * WebAuthn assertion.
 *
 * @param assertion empty where a PIN opens the keys
 */
public record SentPossession(Optional<SentAssertion> assertion, String signature) {

    /** What comes with the signature of an assertion. */
    public record SentAssertion(String credential, String authenticatorData, String clientData) {}

    /**
     * Throws {@link IllegalArgumentException} that names the field and what it takes.
     *
     * @param field the name of the whole
     */
    public Possession read(String field) {
        return assertion
                .<Possession>map(sent -> new Asserted(
                        sent.credential(),
                        Base64Octets.decode(field + ".authenticatorData", sent.authenticatorData()),
                        Base64Octets.decode(field + ".clientData", sent.clientData()),
                        Base64Octets.decode(field + ".signature", signature)))
                .orElseGet(() -> new Signed(Base64Octets.decode(field + ".signature", signature)));
    }

    /** Proofs are nobody's to read. */
    @Override
    public String toString() {
        return "SentPossession";
    }
}
