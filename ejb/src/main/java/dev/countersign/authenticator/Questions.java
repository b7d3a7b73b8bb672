package dev.countersign.authenticator;

import dev.countersign.device.OcraSuite;
import dev.countersign.device.QuestionFormat;
import java.math.BigInteger;
import java.security.SecureRandom;

/** Draws questions for login screens. */
final class Questions {

    private Questions() {}

    /**
     * As many digits as the suite takes, the first of them none of zero, each number as likely: within a range less than sixteen
     * times as high as its beginning no two questions are one (RFC 6287 section 5.1: the hexadecimal is filled up on the right).
     */
    static String draw(OcraSuite suite, SecureRandom random) {
        if (suite.questionFormat() != QuestionFormat.NUMERIC) {
            throw new IllegalArgumentException("a login screen shows questions of digits alone");
        }
        BigInteger lowest = BigInteger.TEN.pow(suite.questionLength() - 1);
        BigInteger span = lowest.multiply(BigInteger.valueOf(9));
        BigInteger drawn;
        do {
            drawn = new BigInteger(span.bitLength(), random);
        } while (drawn.compareTo(span) >= 0);
        return lowest.add(drawn).toString();
    }
}
