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
    private static final int ESCAPE = 0x1b;

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
        if ((dataCoding & ALPHABET_MASK) == UCS2) {
            return new String(octets, StandardCharsets.UTF_16BE);
        }
        return dataCoding == LATIN_1 ? new String(octets, StandardCharsets.ISO_8859_1) : gsm(octets);
    }

    private static String gsm(byte[] octets) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < octets.length; index++) {
            int code = octets[index] & 0x7f;
            if (code == ESCAPE && index + 1 < octets.length) {
                index++;
                text.append(extension(octets[index] & 0x7f));
            } else {
                text.append(basic(code));
            }
        }
        return text.toString();
    }

    private static char basic(int code) {
        return ROWS[code >> 4].charAt(code & 0x0f);
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
