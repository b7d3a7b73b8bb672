package dev.countersign.sdk;

import dev.countersign.device.ApprovalRequest;
import java.time.Instant;
import java.util.UUID;

/**
 * What a user of this device is asked to approve.
 *
 * @param enrolment of the user who is asked
 * @param shown all that is to be shown, and what is signed
 * @param asksNumber whether the user types the two digits of the login screen
 * @param expiresAt by the server's clock
 */
public record PendingRequest(UUID id, UUID enrolment, ApprovalRequest shown, boolean asksNumber, Instant expiresAt) {}
