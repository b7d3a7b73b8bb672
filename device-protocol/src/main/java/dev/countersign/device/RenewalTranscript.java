package dev.countersign.device;

import java.util.UUID;

/**
 * Everything that server and device said to each other when they renewed the challenge key of an enrolment.
 *
 * @param renewal id that the server gave to this renewal
 * @param challengeSuite of the enrolment; it stays
 * @param serverKey of the server for this renewal
 * @param deviceKey of the device for this renewal
 */
public record RenewalTranscript(
        UUID renewal,
        UUID enrolment,
        UUID installation,
        OcraSuite challengeSuite,
        P256PublicKey serverKey,
        P256PublicKey deviceKey) {

    private static final String LABEL = "countersign/v1/renewal-transcript";

    /** Throws {@link MalformedOctetsException} if one key stands in two places. */
    public RenewalTranscript {
        if (serverKey.equals(deviceKey)) {
            throw new MalformedOctetsException("one public key stands in two places");
        }
    }

    /** Seven fields, the label first. */
    byte[] octets() {
        return new FieldWriter()
                .add(LABEL)
                .add(renewal.toString())
                .add(enrolment.toString())
                .add(installation.toString())
                .add(challengeSuite.text())
                .add(serverKey.octets())
                .add(deviceKey.octets())
                .toArray();
    }
}
