package dev.countersign.smpp;

import java.math.BigInteger;
import java.util.Locale;

/**
 * How a message center spells the id in the text of its receipts, compared with its submit_sm_resp. Where the two are numbers
 * of different bases they are compared as numbers, in the base of submit_sm_resp and without leading zeros.
 */
public enum ReceiptIdForm {
    /** Alike, but for upper and lower case. */
    SAME,
    /** Hexadecimal in submit_sm_resp, decimal in the receipt; either perhaps padded with zeros. */
    DECIMAL,
    /** Decimal in submit_sm_resp, hexadecimal in the receipt; either perhaps padded with zeros. */
    HEX;

    private static final String DIGITS = "[0-9]+";
    private static final int TEN = 10;
    private static final int SIXTEEN = 16;

    /** The id of a receipt's text as {@link #ofSubmit} has it. What is no number of its base stays as it is, lower case. */
    String ofReceipt(String id) {
        return switch (this) {
            case SAME -> id.toLowerCase(Locale.ROOT);
            case DECIMAL -> id.matches(DIGITS) ? convert(id, TEN, SIXTEEN) : ofSubmit(id);
            case HEX -> convert(id, SIXTEEN, TEN);
        };
    }

    /** The id of submit_sm_resp, lower case, a number without leading zeros. What is no number of its base stays as it is. */
    String ofSubmit(String id) {
        return switch (this) {
            case SAME -> id.toLowerCase(Locale.ROOT);
            case DECIMAL -> convert(id, SIXTEEN, SIXTEEN);
            case HEX -> convert(id, TEN, TEN);
        };
    }

    private static String convert(String id, int from, int to) {
        return id.matches(from == TEN ? DIGITS : "[0-9a-fA-F]+")
                ? new BigInteger(id, from).toString(to)
                : id.toLowerCase(Locale.ROOT);
    }
}
