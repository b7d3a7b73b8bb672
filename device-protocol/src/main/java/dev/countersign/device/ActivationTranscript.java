package dev.countersign.device;

import java.util.Optional;
import java.util.UUID;

/**
 * Everything that server and device said to each other at an activation. Each side makes it from what it sent and what it
 * received; whatever was changed on the way, they get different keys.
 *
 * @param method how the secret came to the device
 * @param activation id of the activation session
 * @param enrolment id that the server gave to user and device
 * @param installation id that the device gave to itself
 * @param challengeSuite OCRA suite for challenges
 * @param approvalSuite OCRA suite for approvals, of devices with a PIN
 * @param serverKey of the server for this activation
 * @param deviceKey of the device for this activation
 * @param approvalKey with which the device will sign approvals
 */
public record ActivationTranscript(
        ActivationMethod method,
        UUID activation,
        UUID enrolment,
        UUID installation,
        OcraSuite challengeSuite,
        Optional<OcraSuite> approvalSuite,
        P256PublicKey serverKey,
        P256PublicKey deviceKey,
        P256PublicKey approvalKey) {

    private static final String LABEL = "countersign/v1/activation-transcript";
    private static final String POSSESSION = "countersign/v1/possession";
    private static final String HAND_OVER = "countersign/v1/hand-over";

    /** Throws {@link MalformedOctetsException} if one key stands in two places: each has one purpose. */
    public ActivationTranscript {
        if (serverKey.equals(deviceKey) || deviceKey.equals(approvalKey) || approvalKey.equals(serverKey)) {
            throw new MalformedOctetsException("one public key stands in two places");
        }
    }

    /** Ten fields, the label first; a missing approval suite is an empty field. */
    byte[] octets() {
        return new FieldWriter()
                .add(LABEL)
                .add(method.label())
                .add(activation.toString())
                .add(enrolment.toString())
                .add(installation.toString())
                .add(challengeSuite.text())
                .add(approvalSuite.map(OcraSuite::text).orElse(""))
                .add(serverKey.octets())
                .add(deviceKey.octets())
                .add(approvalKey.octets())
                .toArray();
    }

    /**
     * What the device signs with the approval key, so that nobody enrols a key that is not his: in the PIN kind these octets, by ECDSA with
     * SHA-256; in the device-unlock kind their SHA-256 is the challenge of the WebAuthn assertion.
     */
    public byte[] possessionOctets() {
        return new FieldWriter().add(POSSESSION).add(octets()).toArray();
    }

    /**
     * What the approval key of an earlier enrolment signs so that this one takes its place, in the same two forms. The installation and the
     * new approval key are in it, so it is good for no other.
     */
    public byte[] handOverOctets() {
        return new FieldWriter().add(HAND_OVER).add(octets()).toArray();
    }
}
