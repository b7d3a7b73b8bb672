package dev.countersign.simulator;

import java.nio.charset.StandardCharsets;

/**
 * Octets of a short message as text: UCS-2, Latin-1, or the GSM 7-bit default alphabet with one septet in each octet
 * (3GPP TS 23.038). Written apart from the gateway's encoder on purpose: a mistake in a shared table would not show.
 */
final class TextDecoder {

    private static final int LATIN_1 = 3;
    private static final int ALPHABET_MASK = 0x0c;
    private static final int UCS2 = 0x08;
    private static final int BINARY = 0x04;
    private static final int ESCAPE = 0x1b;
    private static final int NO_SEPTET = 0x80;
    private static final char REPLACEMENT = '\ufffd';
    private static final String EXTENDED = "\f^{}\\[~]|€";

    /** What a data_coding says of the octets (SMPP 3.4 section 5.2.19). */
    enum Alphabet {
        GSM,
        LATIN_1,
        UCS2,
        BINARY
    }

    /** Row by row as the standard prints them, sixteen codes each. */
    private static final String[] ROWS = {
        "@£$¥èéùìòÇ\nØø\rÅå",
        "Δ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ",
        " !\"#¤%&'()*+,-./",
        "0123456789:;<=>?",
        "¡ABCDEFGHIJKLMNO",
        "PQRSTUVWXYZÄÖÑÜ§",
        "¿abcdefghijklmno",
        "pqrstuvwxyzäöñüà"
    };

    private TextDecoder() {}

    static String decode(byte[] octets, int dataCoding) {
        return switch (alphabet(dataCoding)) {
            case UCS2 -> new String(octets, StandardCharsets.UTF_16BE);
            case LATIN_1 -> new String(octets, StandardCharsets.ISO_8859_1);
            case GSM, BINARY -> gsm(octets);
        };
    }

    static Alphabet alphabet(int dataCoding) {
        if (dataCoding == LATIN_1) {
            return Alphabet.LATIN_1;
        }
        return switch (dataCoding & ALPHABET_MASK) {
            case UCS2 -> Alphabet.UCS2;
            case BINARY -> Alphabet.BINARY;
            default -> Alphabet.GSM;
        };
    }

    /** How many septets the character takes; 0 where the GSM alphabet has it not. */
    static int septets(char character) {
        if (EXTENDED.indexOf(character) >= 0) {
            return 2;
        }
        return String.join("", ROWS).indexOf(character) >= 0 ? 1 : 0;
    }

    private static String gsm(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < octets.length; index++) {
            int code = octets[index] & 0xff;
            if (code == ESCAPE && index + 1 < octets.length) {
                index++;
                text.append(extension(octets[index] & 0xff));
            } else {
                text.append(basic(code));
            }
        }
        return text.toString();
    }

    /** An octet above 7f is no septet: whoever sent it has not brought his text into this alphabet. */
    private static char basic(int code) {
        return code >= NO_SEPTET ? REPLACEMENT : ROWS[code >> 4].charAt(code & 0x0f);
    }

    /** A code without extension is shown as the character of the default alphabet; a second escape as a space. */
    private static char extension(int code) {
        return switch (code) {
            case 0x0a -> '\f';
            case 0x14 -> '^';
            case 0x28 -> '{';
            case 0x29 -> '}';
            case 0x2f -> '\\';
            case 0x3c -> '[';
            case 0x3d -> '~';
            case 0x3e -> ']';
            case 0x40 -> '|';
            case 0x65 -> '€';
            default -> basic(code);
        };
    }
}
