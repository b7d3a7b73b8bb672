package dev.countersign.factor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A factor whose device signs what it is asked: a program carries question and answer, and the user types nothing. Works inside the
 * caller's transaction, which holds the user's row.
 */
public interface SignedFactor extends FactorSource {

    /**
     * What a device is asked to sign.
     *
     * @param challenge 32 random octets, base64url without padding
     * @param credential id of the key that is asked for, base64url without padding
     * @param transports how the device with that key may be reached, as it said when the key was made
     * @param relyingParty whom the key was made for; empty where it is the host of the page that asks
     * @param expiresAt until when an answer counts
     */
    record Question(
            String challenge,
            String credential,
            List<String> transports,
            Optional<String> relyingParty,
            Instant expiresAt) {

        public Question {
            transports = List.copyOf(transports);
        }
    }

    /**
     * Asks; an earlier question of the subject counts no more.
     *
     * @param subject the login or the confirmation that is answered
     * @param end of the subject, which is that of the question
     */
    Question ask(String id, String subject, Instant end);

    /** The question that waits, as it was asked; changes nothing. */
    Optional<Question> find(String id, String subject);

    /** Checks the answer to the question of the subject. A right answer counts once. */
    CodeCheck check(String id, String subject, FactorAnswer answer);

    /** What was asked of the subject counts no more. */
    void end(String id, String subject);
}
