package dev.countersign.device;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The alphabet of a challenge question and its 128 octets in the data input (RFC 6287 sections 5.1 and 6.3, and the reference
 * code of its appendix A, which decides how a question is padded).
 */
public enum QuestionFormat {
    /** Letters and digits of ASCII; one octet each. */
    ALPHANUMERIC('A') {
        @Override
        boolean isIn(char character) {
            return NUMERIC.isIn(character)
                    || (character >= 'A' && character <= 'Z')
                    || (character >= 'a' && character <= 'z');
        }

        @Override
        byte[] octets(String question) {
            return question.getBytes(StandardCharsets.US_ASCII);
        }
    },

    /** Decimal digits. The number is written in hexadecimal without leading zeros, so 7 and 007 are one question. */
    NUMERIC('N') {
        @Override
        boolean isIn(char character) {
            return character >= '0' && character <= '9';
        }

        @Override
        byte[] octets(String question) {
            String hex = question.length() <= DIGITS_OF_A_LONG
                    ? Long.toHexString(Long.parseLong(question))
                    : new BigInteger(question).toString(16);
            return leftAligned(hex);
        }
    },

    /** Hexadecimal digits of either case, half an octet each. */
    HEXADECIMAL('H') {
        @Override
        boolean isIn(char character) {
            return HexFormat.isHexDigit(character);
        }

        @Override
        byte[] octets(String question) {
            return leftAligned(question);
        }
    };

    /** Any number of so many decimal digits fits into a long. */
    private static final int DIGITS_OF_A_LONG = 18;

    private final char letter;

    QuestionFormat(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    abstract boolean isIn(char character);

    /** The octets of a question of this alphabet, before zeros fill them up to 128. */
    abstract byte[] octets(String question);

    boolean isQuestion(String text, int maximumLength) {
        if (text.isEmpty() || text.length() > maximumLength) {
            return false;
        }
        for (int place = 0; place < text.length(); place++) {
            if (!isIn(text.charAt(place))) {
                return false;
            }
        }
        return true;
    }

    /** Half octets from the left: an odd number of digits gets one zero on its right, never on its left. */
    private static byte[] leftAligned(String hex) {
        return HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : hex + '0');
    }
}
