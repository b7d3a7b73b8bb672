package dev.countersign.smpp;

import java.math.BigInteger;
import java.util.Locale;

/** How a message center spells the id in the text of its receipts, compared with its submit_sm_resp. */
public enum ReceiptIdForm {
    /** Alike, but for upper and lower case. */
    SAME,
    /** Hexadecimal in submit_sm_resp, decimal in the receipt, perhaps padded with zeros. */
    DECIMAL;

    /** The id in the form of submit_sm_resp, lower case. What does not fit the form is left as it is. */
    String toSubmitForm(String receiptId) {
        return this == DECIMAL && receiptId.matches("[0-9]+")
                ? new BigInteger(receiptId).toString(16)
                : receiptId.toLowerCase(Locale.ROOT);
    }
}
