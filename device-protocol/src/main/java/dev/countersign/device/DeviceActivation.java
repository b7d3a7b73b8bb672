package dev.countersign.device;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * The device's side of an activation. It shows its confirmation first: whoever only knows of an activation gets nothing from the
 * server to guess the secret against. The keys are there once the server has confirmed them; {@link #close} wipes what was not
 * given out.
 */
public final class DeviceActivation implements AutoCloseable {

    private final KeySchedule schedule;

    private boolean confirmed;

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

    /**
     * The PIN for the server alone, of devices whose PIN is an input of their suites: 12 octets of chance, then AES-256-GCM ciphertext and
     * tag. Throws {@link IllegalStateException} once the server has answered.
     *
     * @param pin the caller's to wipe
     */
    public Octets sealPin(char[] pin, SecureRandom random) {
        return schedule.pinSeal().seal(pin, Octets.random(PinSeal.NONCE_OCTETS, random));
    }

    /**
     * The keys, if the server's confirmation is right, in constant time; they are the caller's to wipe then. A wrong one wipes them. It is
     * asked once: nothing is right after that.
     */
    public Optional<EnrolmentKeys> confirmedBy(Octets serverConfirmation) {
        boolean right = schedule.serverConfirmation().equals(serverConfirmation);
        confirmed |= right;
        close();
        return right ? Optional.of(schedule.keys()) : Optional.empty();
    }

    @Override
    public void close() {
        if (confirmed) {
            schedule.closeAllButKeys();
        } else {
            schedule.close();
        }
    }
}
