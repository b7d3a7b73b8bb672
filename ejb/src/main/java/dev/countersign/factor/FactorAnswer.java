package dev.countersign.factor;

import dev.countersign.device.Octets;
import java.util.List;

/** What comes back from a user who is asked for a factor. */
public sealed interface FactorAnswer {

    /** What he typed; empty text, which is no code of anything, where he typed nothing. */
    default String typed() {
        return "";
    }

    /** A code, as the user typed it. */
    record Typed(String typed) implements FactorAnswer {

        @Override
        public String toString() {
            return "Typed";
        }
    }

    /**
     * What his device signed: a WebAuthn assertion (Web Authentication Level 2, section 5.2.2).
     *
     * @param credential id of the credential, base64url without padding
     * @param authenticatorData section 6.1
     * @param clientData JSON in UTF-8, section 5.8.1
     * @param signature over both, in the form of the key's algorithm (section 6.5.5)
     * @param origins addresses of our pages, one of which must have asked for it; at least one
     */
    record Signed(
            String credential, Octets authenticatorData, Octets clientData, Octets signature, List<String> origins)
            implements FactorAnswer {

        public Signed {
            origins = List.copyOf(origins);
        }

        /** Proofs are nobody's to read. */
        @Override
        public String toString() {
            return "Signed";
        }
    }
}
