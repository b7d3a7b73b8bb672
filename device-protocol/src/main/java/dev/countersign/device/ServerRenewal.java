package dev.countersign.device;

import java.util.Optional;

/** The server's side of a renewal: nothing is renewed for who has not the old key. */
public final class ServerRenewal {

    private final RenewalSchedule schedule;

    private ServerRenewal(RenewalSchedule schedule) {
        this.schedule = schedule;
    }

    /**
     * Throws {@link IllegalArgumentException} if the transcript has another key pair in it.
     *
     * @param own the pair whose public key is the transcript's server key
     * @param old the challenge key that is in use
     */
    public static ServerRenewal of(P256KeyPair own, OcraKey old, RenewalTranscript transcript) {
        if (!own.publicKey().equals(transcript.serverKey())) {
            throw new IllegalArgumentException("the transcript names another server key");
        }
        return new ServerRenewal(RenewalSchedule.of(own, transcript.deviceKey(), old, transcript));
    }

    /** Key and answer, if the device's confirmation is right, in constant time. A wrong one wipes them: no further one is right. */
    public Optional<Confirmed> confirmedBy(Octets deviceConfirmation) {
        if (schedule.deviceConfirmation().equals(deviceConfirmation)) {
            return Optional.of(new Confirmed(schedule.challengeKey(), schedule.serverConfirmation()));
        }
        schedule.close();
        return Optional.empty();
    }

    /**
     * What comes of a right confirmation.
     *
     * @param challengeKey the new one, to be kept encrypted
     * @param serverConfirmation to be sent to the device: 32 octets
     */
    public record Confirmed(OcraKey challengeKey, Octets serverConfirmation) {}
}
