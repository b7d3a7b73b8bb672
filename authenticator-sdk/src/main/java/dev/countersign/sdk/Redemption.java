package dev.countersign.sdk;

import dev.countersign.device.ActivationTranscript;
import dev.countersign.device.DeviceActivation;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;

/** One try to redeem an offer, with key pairs of its own. {@link #close} wipes what no enrolment took. */
final class Redemption implements AutoCloseable {

    private final Offer offer;
    private final ApprovalKey approvalKey;
    private final ActivationTranscript transcript;
    private final DeviceActivation activation;

    private Redemption(
            Offer offer, ApprovalKey approvalKey, ActivationTranscript transcript, DeviceActivation activation) {
        this.offer = offer;
        this.approvalKey = approvalKey;
        this.transcript = transcript;
        this.activation = activation;
    }

    static Redemption of(Offer offer, Installation installation, UnlockKind unlock, SecureRandom random) {
        P256KeyPair pair = P256KeyPair.generate(random);
        ApprovalKey approvalKey = ApprovalKey.random(unlock, random);
        ActivationTranscript transcript = new ActivationTranscript(
                offer.invitation().secret().method(),
                offer.activation(),
                offer.enrolment(),
                installation.id(),
                offer.challengeSuite(),
                offer.approvalSuite(),
                offer.serverKey(),
                pair.publicKey(),
                approvalKey.pair().publicKey());
        return new Redemption(
                offer,
                approvalKey,
                transcript,
                DeviceActivation.of(pair, offer.invitation().secret(), transcript));
    }

    /** The body of the call, without the PIN. */
    JsonObjectBuilder body(URI server) {
        JsonObject possession = Possession.of(approvalKey, transcript.possessionOctets(), server);
        return JsonText.object()
                .add("method", transcript.method().label())
                .add("devicePublicKey", Base64Url.encode(transcript.deviceKey().octets()))
                .add(
                        "approvalPublicKey",
                        Base64Url.encode(transcript.approvalKey().octets()))
                .add("confirmation", Base64Url.encode(activation.confirmation()))
                .add("possession", possession);
    }

    /** The signature of an earlier key for this redemption. */
    JsonObject handOver(ApprovalKey earlier, URI server) {
        return Possession.of(earlier, transcript.handOverOctets(), server);
    }

    String sealed(char[] pin, SecureRandom random) {
        return Base64Url.encode(activation.sealPin(pin, random));
    }

    /** The enrolment, if the server's confirmation is right. */
    Optional<Enrolment> confirmedBy(Octets confirmation, String userName) {
        return activation
                .confirmedBy(confirmation)
                .map(keys -> new Enrolment(
                        offer.enrolment(), userName, offer.challengeSuite(), offer.approvalSuite(), keys, approvalKey));
    }

    @Override
    public void close() {
        activation.close();
    }
}
