package dev.countersign.activation;

import dev.countersign.authenticator.Base64Octets;
import dev.countersign.device.Octets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A phone that is an authenticator from now on.
 *
 * @param confirmation of the server, 32 octets: the phone keeps its keys when it is right
 * @param move what came of the move, where the authenticator moved
 */
public record Activated(UUID enrolment, String userName, Octets confirmation, Moved move) {

    /**
     * What came of a move.
     *
     * @param weakUntil until when the phone counts as an SMS, also where nothing moved
     * @param others users of the earlier installation who can follow
     */
    public record Moved(Optional<Instant> weakUntil, List<String> others) {

        public Moved {
            others = List.copyOf(others);
        }
    }

    /** The confirmation in base64url. */
    public String confirmationText() {
        return Base64Octets.encode(confirmation);
    }
}
