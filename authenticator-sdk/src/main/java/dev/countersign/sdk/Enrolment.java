package dev.countersign.sdk;

import dev.countersign.device.EnrolmentKeys;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import java.util.Optional;
import java.util.UUID;

/**
 * What a device keeps of one user: never the PIN, nor anything that tells a right one from a wrong one.
 *
 * @param approvalSuite of devices with a PIN
 */
public record Enrolment(
        UUID id,
        String userName,
        OcraSuite challengeSuite,
        Optional<OcraSuite> approvalSuite,
        EnrolmentKeys keys,
        ApprovalKey approvalKey)
        implements AutoCloseable {

    Enrolment renewed(OcraKey challengeKey) {
        return new Enrolment(
                id,
                userName,
                challengeSuite,
                approvalSuite,
                new EnrolmentKeys(challengeKey, keys.approvalKey()),
                approvalKey);
    }

    Enrolled withoutKeys() {
        return new Enrolled(id, userName);
    }

    @Override
    public void close() {
        keys.close();
    }
}
