package dev.countersign.password;

import java.time.Instant;

/**
 * A reset that waits for the code of its SMS.
 *
 * @param secret opens the reset; told once
 * @param factor kind of the factor that brings the code
 * @param label how the user knows the factor, for a number its last four digits
 */
public record ClaimedReset(String id, String secret, String factor, String label, int triesLeft, Instant expiresAt) {

    @Override
    public String toString() {
        return "ClaimedReset[" + id + "]";
    }
}
