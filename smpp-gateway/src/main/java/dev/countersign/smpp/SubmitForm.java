package dev.countersign.smpp;

import java.util.OptionalInt;
import java.util.Set;

/**
 * How a message center wants the fields of submit_sm (SMPP 3.4 section 4.4.1) that are its own affair.
 *
 * @param alphabet of texts
 * @param validity form of validity_period
 * @param sender what the source address is called
 * @param serviceType service_type, at most 5 characters, mostly empty
 * @param reference whether user_message_reference is sent, which receipts may echo
 */
record SubmitForm(Alphabet alphabet, ValidityPeriod validity, Numbering sender, String serviceType, boolean reference) {

    /** What most take. */
    static final SubmitForm USUAL =
            new SubmitForm(Alphabet.GSM, ValidityPeriod.RELATIVE, Numbering.AS_WRITTEN, "", true);

    SubmitForm {
        if (!serviceType.matches("[!-~]{0,5}")) {
            throw new IllegalArgumentException("serviceType has at most 5 characters, without spaces, of ASCII");
        }
    }

    /**
     * source_addr_ton and source_addr_npi of all senders (sections 5.2.5 and 5.2.6).
     *
     * @param ton empty where it follows from how the sender is written
     * @param npi the same
     */
    record Numbering(OptionalInt ton, OptionalInt npi) {

        private static final int LAST_TON = 6;
        private static final Set<Integer> NPI = Set.of(0, 1, 3, 4, 6, 8, 9, 10, 14, 18);

        /** As {@link SmppAddress#source} reads them off the sender. */
        static final Numbering AS_WRITTEN = new Numbering(OptionalInt.empty(), OptionalInt.empty());

        Numbering {
            if (ton.orElse(0) < 0 || ton.orElse(0) > LAST_TON) {
                throw new IllegalArgumentException("senderTon is 0 to 6");
            }
            if (!NPI.contains(npi.orElse(0))) {
                throw new IllegalArgumentException("senderNpi is 0, 1, 3, 4, 6, 8, 9, 10, 14 or 18");
            }
        }

        SmppAddress of(SmppAddress sender) {
            return new SmppAddress((byte) ton.orElse(sender.ton()), (byte) npi.orElse(sender.npi()), sender.digits());
        }
    }
}
