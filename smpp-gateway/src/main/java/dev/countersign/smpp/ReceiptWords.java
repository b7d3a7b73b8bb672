package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the words at {@code stat:} of receipts mean: the abbreviations of SMPP 3.4 appendix B, the names of section 5.2.28 that many
 * carriers write instead, and what one carrier says otherwise. All in any case.
 *
 * @param own of one carrier; they count before all others
 */
record ReceiptWords(Map<String, SmsReceipt.State> own) {

    /** No word of a carrier's own. */
    static final ReceiptWords STANDARD = new ReceiptWords(Map.of());

    private static final Map<String, SmsReceipt.State> KNOWN = Map.ofEntries(
            Map.entry("ENROUTE", SmsReceipt.State.ENROUTE),
            Map.entry("SCHEDULED", SmsReceipt.State.ENROUTE), // of SMPP 5
            Map.entry("DELIVRD", SmsReceipt.State.DELIVERED),
            Map.entry("DELIVERED", SmsReceipt.State.DELIVERED),
            Map.entry("EXPIRED", SmsReceipt.State.EXPIRED),
            Map.entry("EXPIRD", SmsReceipt.State.EXPIRED),
            Map.entry("DELETED", SmsReceipt.State.DELETED),
            Map.entry("CANCELED", SmsReceipt.State.DELETED),
            Map.entry("CANCELLED", SmsReceipt.State.DELETED),
            Map.entry("UNDELIV", SmsReceipt.State.UNDELIVERABLE),
            Map.entry("UNDELIVRD", SmsReceipt.State.UNDELIVERABLE),
            Map.entry("UNDELIVERED", SmsReceipt.State.UNDELIVERABLE),
            Map.entry("UNDELIVERABLE", SmsReceipt.State.UNDELIVERABLE),
            Map.entry("FAILED", SmsReceipt.State.UNDELIVERABLE),
            Map.entry("SKIPPED", SmsReceipt.State.UNDELIVERABLE), // of SMPP 5: final, and the phone does not have it
            Map.entry("ACCEPTD", SmsReceipt.State.ACCEPTED),
            Map.entry("ACCEPTED", SmsReceipt.State.ACCEPTED),
            Map.entry("UNKNOWN", SmsReceipt.State.UNKNOWN),
            Map.entry("REJECTD", SmsReceipt.State.REJECTED),
            Map.entry("REJECTED", SmsReceipt.State.REJECTED));

    ReceiptWords {
        Map<String, SmsReceipt.State> upper = new TreeMap<>();
        own.forEach((word, state) -> {
            if (!word.matches("\\S+")) {
                throw new IllegalArgumentException("a word of receiptStates is not empty and has no spaces");
            }
            if (upper.put(word.toUpperCase(Locale.ROOT), state) != null) {
                throw new IllegalArgumentException("receiptStates has " + word.toUpperCase(Locale.ROOT) + " twice");
            }
        });
        own = Map.copyOf(upper);
    }

    /** What the carrier itself says of a word. */
    Optional<SmsReceipt.State> findOwn(String word) {
        return Optional.ofNullable(own.get(word.toUpperCase(Locale.ROOT)));
    }

    /** What a word means by the standard, and with most carriers; UNKNOWN where that is not known. */
    static SmsReceipt.State known(String word) {
        return KNOWN.getOrDefault(word.toUpperCase(Locale.ROOT), SmsReceipt.State.UNKNOWN);
    }
}
