package dev.countersign.sms;

/**
 * A mobile number in the one form in which numbers are stored and compared (ITU-T E.164): a plus sign and at most 15
 * digits. No other kind of number can exist in it, so what takes an SMS is certain wherever one of these stands.
 * {@code toString} shows the last four digits.
 */
public record E164Number(String value) {

    private static final int SHOWN_DIGITS = 4;

    /** @throws IllegalArgumentException if the value is not the form that {@link NumberingPlan} reads it as */
    public E164Number {
        if (!NumberingPlan.isMobile(value)) {
            throw new IllegalArgumentException("not the E.164 form of a mobile number");
        }
    }

    /** The number as screens show it: four dots and the last four digits. */
    static String mask(String e164) {
        return "•••• " + e164.substring(e164.length() - SHOWN_DIGITS);
    }

    @Override
    public String toString() {
        return mask(value);
    }
}
