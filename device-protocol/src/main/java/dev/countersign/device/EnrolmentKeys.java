package dev.countersign.device;

import java.util.Optional;

/**
 * The OCRA keys of an enrolment, each as long as the hash of its suite.
 *
 * @param challengeKey for the challenge suite
 * @param approvalKey for the approval suite, if there is one
 */
public record EnrolmentKeys(OcraKey challengeKey, Optional<OcraKey> approvalKey) implements AutoCloseable {

    @Override
    public void close() {
        challengeKey.close();
        approvalKey.ifPresent(OcraKey::close);
    }
}
