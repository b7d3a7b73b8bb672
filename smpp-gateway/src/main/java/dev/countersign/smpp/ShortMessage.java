package dev.countersign.smpp;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What goes into one submit_sm.
 *
 * @param source sender
 * @param destination receiver
 * @param dataCoding SMPP data_coding
 * @param body what the phone shows, or a part of it
 * @param place of {@code body} among the parts; empty when it is the only one
 * @param form how {@code body} travels: PAYLOAD in its TLV, else in short_message
 * @param validityPeriod validity_period, or empty
 * @param serviceType service_type, or empty
 * @param reference user_message_reference, 0 to 65535; empty where it is not sent
 * @param receiptWanted whether a final delivery receipt is asked for
 */
record ShortMessage(
        SmppAddress source,
        SmppAddress destination,
        byte dataCoding,
        Octets body,
        Optional<Place> place,
        SegmentedText.Form form,
        String validityPeriod,
        String serviceType,
        OptionalInt reference,
        boolean receiptWanted) {

    /**
     * Which part it is.
     *
     * @param number 1 to {@code total}
     * @param total 2 to 255
     * @param reference of all of them, 0 to 65535
     */
    record Place(int number, int total, int reference) {}
}
