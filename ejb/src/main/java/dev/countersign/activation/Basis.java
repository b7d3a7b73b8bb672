package dev.countersign.activation;

import java.time.Instant;
import java.util.Optional;

/**
 * What an activation rests on.
 *
 * @param replaces whether the new authenticator takes the place of the user's present one
 * @param weakUntil until when the new one counts as an SMS, because nothing stronger was proven; empty where it never does
 * @param unproven whether its user had nothing to prove: it is worth nothing once he has
 */
record Basis(boolean replaces, Optional<Instant> weakUntil, boolean unproven) {

    /** A factor that was proven for it. */
    static Basis proven(Optional<Instant> weakUntil) {
        return new Basis(true, weakUntil, false);
    }
}
