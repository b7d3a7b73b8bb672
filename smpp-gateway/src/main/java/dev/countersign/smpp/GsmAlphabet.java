package dev.countersign.smpp;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038 sections 6.2.1 and 6.2.1.1). One septet
 * stands in one octet, as SMPP's data_coding 0 wants it; packing is the message center's work.
 *
 * <p>Nothing is transliterated: a character outside the table, small c-cedilla among them, makes the text UCS-2.
 */
final class GsmAlphabet {

    private static final char ESCAPE = '\u001b';

    private static final String DEFAULT =
            "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
                    + "\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e" + ESCAPE
                    + "\u00c6\u00e6\u00df\u00c9"
                    + " !\"#\u00a4%&'()*+,-./0123456789:;<=>?"
                    + "\u00a1ABCDEFGHIJKLMNOPQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
                    + "\u00bfabcdefghijklmnopqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0";

    private static final Map<Character, Octets> CODES = codes();

    private GsmAlphabet() {}

    /** One or two octets for {@code unit}; empty when the alphabet has no such character. */
    static Optional<Octets> encode(char unit) {
        return Optional.ofNullable(CODES.get(unit));
    }

    /** Whether every character of {@code text} has a code. */
    static boolean covers(String text) {
        return text.chars().allMatch(unit -> CODES.containsKey((char) unit));
    }

    private static Map<Character, Octets> codes() {
        Map<Character, Octets> codes = new HashMap<>();
        for (int code = 0; code < DEFAULT.length(); code++) {
            codes.put(DEFAULT.charAt(code), Octets.of(new byte[] {(byte) code}));
        }
        codes.remove(ESCAPE);
        extend(codes, '\f', 0x0a);
        extend(codes, '^', 0x14);
        extend(codes, '{', 0x28);
        extend(codes, '}', 0x29);
        extend(codes, '\\', 0x2f);
        extend(codes, '[', 0x3c);
        extend(codes, '~', 0x3d);
        extend(codes, ']', 0x3e);
        extend(codes, '|', 0x40);
        extend(codes, '\u20ac', 0x65);
        return Map.copyOf(codes);
    }

    private static void extend(Map<Character, Octets> codes, char unit, int code) {
        codes.put(unit, Octets.of(new byte[] {(byte) ESCAPE, (byte) code}));
    }
}
