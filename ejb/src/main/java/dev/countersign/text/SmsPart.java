package dev.countersign.text;

/**
 * How much one part of an SMS holds: 160 characters of the GSM 7-bit default alphabet, of which those of its extension table count twice
 * (3GPP TS 23.038 sections 6.2.1 and 6.2.1.1), or 70 of UTF-16 where a text has any other (section 6.2.3). The gateway, which encodes texts,
 * decides by the same table.
 */
final class SmsPart {

    private static final String DEFAULT =
            "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
                    + "\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\u00c6\u00e6\u00df\u00c9"
                    + " !\"#\u00a4%&'()*+,-./0123456789:;<=>?"
                    + "\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
                    + "\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0";

    private static final String EXTENSION = "\f^{}\\[~]|\u20ac";
    private static final int MOST_OF_GSM = 160;
    private static final int MOST_OF_UCS2 = 70;

    private SmsPart() {}

    /** Whether the whole text fits one part. */
    static boolean holds(String text) {
        if (!text.chars().allMatch(unit -> DEFAULT.indexOf(unit) >= 0 || isExtension(unit))) {
            return text.length() <= MOST_OF_UCS2;
        }
        return text.length() + text.chars().filter(SmsPart::isExtension).count() <= MOST_OF_GSM;
    }

    private static boolean isExtension(int unit) {
        return EXTENSION.indexOf(unit) >= 0;
    }
}
