package dev.countersign.sdk;

import dev.countersign.device.DeviceRenewal;
import dev.countersign.device.OcraKey;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import dev.countersign.device.RenewalTranscript;
import jakarta.json.JsonObject;
import java.security.SecureRandom;
import java.util.Optional;

/** One try to renew a challenge key, with a key pair of its own. {@link #close} wipes what nobody took. */
final class Renewal implements AutoCloseable {

    private final RenewalTranscript transcript;
    private final DeviceRenewal renewal;

    private Renewal(RenewalTranscript transcript, DeviceRenewal renewal) {
        this.transcript = transcript;
        this.renewal = renewal;
    }

    static Renewal of(
            Messages.OfferedRenewal offer, Enrolment enrolment, Installation installation, SecureRandom random) {
        P256KeyPair pair = P256KeyPair.generate(random);
        RenewalTranscript transcript = new RenewalTranscript(
                offer.renewal(),
                enrolment.id(),
                installation.id(),
                enrolment.challengeSuite(),
                offer.serverKey(),
                pair.publicKey());
        return new Renewal(transcript, DeviceRenewal.of(pair, enrolment.keys().challengeKey(), transcript));
    }

    /** The body of the call. */
    JsonObject body() {
        return JsonText.object()
                .add("renewal", transcript.renewal().toString())
                .add("devicePublicKey", Base64Url.encode(transcript.deviceKey().octets()))
                .add("confirmation", Base64Url.encode(renewal.confirmation()))
                .build();
    }

    /** The new key, if the server's confirmation is right. */
    Optional<OcraKey> confirmedBy(Octets confirmation) {
        return renewal.confirmedBy(confirmation);
    }

    @Override
    public void close() {
        renewal.close();
    }
}
