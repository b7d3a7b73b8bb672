package dev.countersign.device;

import java.util.Optional;

/** The server's side of an activation: it says nothing about the secret before the device has proved to know it. */
public final class ServerActivation {

    private final KeySchedule schedule;

    private ServerActivation(KeySchedule schedule) {
        this.schedule = schedule;
    }

    /**
     * Throws {@link IllegalArgumentException} if the transcript has another key pair or another kind of secret in it.
     *
     * @param own the pair whose public key is the transcript's server key
     */
    public static ServerActivation of(P256KeyPair own, ActivationSecret secret, ActivationTranscript transcript) {
        if (!own.publicKey().equals(transcript.serverKey())) {
            throw new IllegalArgumentException("the transcript names another server key");
        }
        return new ServerActivation(KeySchedule.of(own, transcript.deviceKey(), secret, transcript));
    }

    /** Keys and answer, if the device's confirmation is right, in constant time. A wrong one wipes them: no further one is right. */
    public Optional<Confirmed> confirmedBy(Octets deviceConfirmation) {
        if (schedule.deviceConfirmation().equals(deviceConfirmation)) {
            return Optional.of(new Confirmed(schedule.keys(), schedule.serverConfirmation(), schedule.pinSeal()));
        }
        schedule.close();
        return Optional.empty();
    }

    /**
     * What comes of a right confirmation.
     *
     * @param keys to be kept encrypted
     * @param serverConfirmation to be sent to the device: 32 octets
     * @param pinSeal opens the PIN that the device sent along, and is to be closed then
     */
    public record Confirmed(EnrolmentKeys keys, Octets serverConfirmation, PinSeal pinSeal) {}
}
