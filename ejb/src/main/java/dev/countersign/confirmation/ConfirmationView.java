package dev.countersign.confirmation;

import java.time.Instant;

/**
 * A confirmation that waits for its code, as its user sees it.
 *
 * @param factor kind of the factor that brings the code
 * @param label how the user knows the factor, for a number its last four digits
 * @param resendAt when the number may get another SMS
 */
public record ConfirmationView(
        String id,
        ConfirmationPurpose purpose,
        String factor,
        String label,
        int triesLeft,
        Instant resendAt,
        Instant expiresAt) {}
