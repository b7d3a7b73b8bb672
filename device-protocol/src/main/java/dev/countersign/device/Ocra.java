package dev.countersign.device;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Computes and compares responses: the OATH challenge-response algorithm (RFC 6287). */
public final class Ocra {

    private static final long[] POWERS_OF_TEN = {
        1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L, 1_000_000_000L, 10_000_000_000L
    };

    private Ocra() {}

    /**
     * The response: as many decimal digits as the suite says, leading zeros included, or the HMAC in lower-case hexadecimal.
     * Throws {@link IllegalArgumentException} if the input is not what the suite takes.
     */
    public static String response(OcraSuite suite, OcraKey key, OcraInput input) {
        byte[] data = dataInput(suite, input);
        byte[] keyOctets = key.octets().toArray();
        try {
            byte[] hmac = suite.hash().hmac(keyOctets, data);
            return suite.digits() == 0 ? HexFormat.of().formatHex(hmac) : truncate(hmac, suite.digits());
        } finally {
            Arrays.fill(keyOctets, (byte) 0);
            Arrays.fill(data, (byte) 0);
        }
    }

    /** Whether the text is exactly the response, in constant time for all texts of its length. */
    public static boolean isResponse(OcraSuite suite, OcraKey key, OcraInput input, String text) {
        return MessageDigest.isEqual(
                response(suite, key, input).getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Suite, a zero octet, counter, question, PIN hash, session data, time steps (RFC 6287 section 5.1). */
    static byte[] dataInput(OcraSuite suite, OcraInput input) {
        input.requireFits(suite);
        ByteBuffer data = ByteBuffer.allocate(suite.inputLength());
        data.put(suite.textOctets()).put((byte) 0);
        input.counter().ifPresent(data::putLong);
        int question = data.position();
        data.put(suite.questionFormat().octets(String.join("", input.questions())));
        data.position(question + OcraSuite.QUESTION_OCTETS);
        input.pinHash().ifPresent(pin -> data.put(pin.octets().toArray()));
        input.session().ifPresent(session -> {
            data.position(data.position() + suite.sessionLength().orElse(0) - session.length());
            data.put(session.toArray());
        });
        input.timeSteps().ifPresent(data::putLong);
        return data.array();
    }

    /** Dynamic truncation (RFC 4226 section 5.3) by the last octet of the HMAC, however long it is. */
    static String truncate(byte[] hmac, int digits) {
        int offset = hmac[hmac.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hmac).getInt(offset) & 0x7fffffff;
        String text = Long.toString(number % POWERS_OF_TEN[digits]);
        return "0".repeat(digits - text.length()) + text;
    }
}
