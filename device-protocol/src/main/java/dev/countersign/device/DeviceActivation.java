package dev.countersign.device;

import java.util.Optional;

/**
 * The device's side of an activation. It shows its confirmation first: whoever only knows of an activation gets nothing from the
 * server to guess the secret against. The keys are there once the server has confirmed them.
 */
public final class DeviceActivation {

    private final KeySchedule schedule;

    private DeviceActivation(KeySchedule schedule) {
        this.schedule = schedule;
    }

    /**
     * Throws {@link IllegalArgumentException} if the transcript has another key pair or another kind of secret in it.
     *
     * @param own the pair whose public key is the transcript's device key
     */
    public static DeviceActivation of(P256KeyPair own, ActivationSecret secret, ActivationTranscript transcript) {
        if (!own.publicKey().equals(transcript.deviceKey())) {
            throw new IllegalArgumentException("the transcript names another device key");
        }
        return new DeviceActivation(KeySchedule.of(own, transcript.serverKey(), secret, transcript));
    }

    /** To be sent to the server: 32 octets. */
    public Octets confirmation() {
        return schedule.deviceConfirmation();
    }

    /** The keys, if the server's confirmation is right, in constant time. A wrong one wipes them: no further one is right. */
    public Optional<EnrolmentKeys> confirmedBy(Octets serverConfirmation) {
        if (schedule.serverConfirmation().equals(serverConfirmation)) {
            return Optional.of(schedule.keys());
        }
        schedule.close();
        return Optional.empty();
    }
}
