package dev.countersign.smpp;

/**
 * An address with its type of number and numbering plan (SMPP 3.4 sections 5.2.5 and 5.2.6).
 *
 * @param ton 1 international, 3 network specific (short code), 5 alphanumeric
 * @param npi 1 ISDN (E.164), 0 unknown
 * @param digits the address without a plus sign, at most 20 characters
 */
record SmppAddress(byte ton, byte npi, String digits) {

    private static final int MAX_LENGTH = 20;
    private static final String E164 = "\\+[1-9][0-9]{2,14}";
    private static final String SHORT_CODE = "[0-9]+";

    /** What all networks show alike; one without a letter is a number that is spelt wrong. */
    private static final String ALPHANUMERIC = "(?=.*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9 &._-]{0,9}[A-Za-z0-9.])?";

    SmppAddress {
        if (digits.isEmpty() || digits.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("an address has 1 to " + MAX_LENGTH + " characters");
        }
    }

    /** The address of a subscriber, from an E.164 number with its plus sign. */
    static SmppAddress destination(String e164) {
        return new SmppAddress((byte) 1, (byte) 1, e164.substring(1));
    }

    /** What the phone shows as sender: an E.164 number with plus sign, a short code, or up to 11 letters and digits. */
    static SmppAddress source(String sender) {
        if (sender.matches(E164)) {
            return destination(sender);
        }
        if (sender.matches(SHORT_CODE)) {
            return new SmppAddress((byte) 3, (byte) 0, sender);
        }
        if (sender.matches(ALPHANUMERIC)) {
            return new SmppAddress((byte) 5, (byte) 0, sender);
        }
        throw new IllegalArgumentException(
                "a sender is a number with plus sign and nothing but digits, a short code, or"
                        + " 1 to 11 letters from A to Z and digits, with blanks and &._- between them");
    }

    /** Whether a plus sign belongs in front. */
    boolean isInternational() {
        return ton == 1;
    }

    /** The kind only: the digits may be somebody's number. */
    @Override
    public String toString() {
        return "SmppAddress[ton " + ton + ", npi " + npi + "]";
    }
}
