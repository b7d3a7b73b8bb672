package dev.countersign.device;

import java.util.Optional;

/**
 * The device's side of a renewal. The new key is there once the server has confirmed it, and until then the old one stays in use;
 * {@link #close} wipes what was not given out.
 */
public final class DeviceRenewal implements AutoCloseable {

    private final RenewalSchedule schedule;

    private boolean confirmed;

    private DeviceRenewal(RenewalSchedule schedule) {
        this.schedule = schedule;
    }

    /**
     * Throws {@link IllegalArgumentException} if the transcript has another key pair in it.
     *
     * @param own the pair whose public key is the transcript's device key
     * @param old the challenge key that is in use, the caller's to wipe
     */
    public static DeviceRenewal of(P256KeyPair own, OcraKey old, RenewalTranscript transcript) {
        if (!own.publicKey().equals(transcript.deviceKey())) {
            throw new IllegalArgumentException("the transcript names another device key");
        }
        return new DeviceRenewal(RenewalSchedule.of(own, transcript.serverKey(), old, transcript));
    }

    /** To be sent to the server: 32 octets. */
    public Octets confirmation() {
        return schedule.deviceConfirmation();
    }

    /**
     * The new challenge key, if the server's confirmation is right, in constant time; it is the caller's to wipe then. A wrong one wipes
     * it. It is asked once: nothing is right after that.
     */
    public Optional<OcraKey> confirmedBy(Octets serverConfirmation) {
        boolean right = schedule.serverConfirmation().equals(serverConfirmation);
        confirmed |= right;
        close();
        return right ? Optional.of(schedule.challengeKey()) : Optional.empty();
    }

    @Override
    public void close() {
        if (confirmed) {
            schedule.closeAllButKey();
        } else {
            schedule.close();
        }
    }
}
