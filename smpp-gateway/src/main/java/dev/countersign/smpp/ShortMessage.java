package dev.countersign.smpp;

/**
 * What goes into one submit_sm.
 *
 * @param source sender
 * @param destination receiver
 * @param dataCoding SMPP data_coding
 * @param userDataHeader whether {@code body} begins with a user data header
 * @param body short_message
 * @param validityPeriod validity_period
 * @param reference user_message_reference, 0 to 65535
 * @param receiptWanted whether a final delivery receipt is asked for
 */
record ShortMessage(
        SmppAddress source,
        SmppAddress destination,
        byte dataCoding,
        boolean userDataHeader,
        Octets body,
        String validityPeriod,
        int reference,
        boolean receiptWanted) {}
