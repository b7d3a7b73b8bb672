package dev.countersign.device;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An OCRA suite (RFC 6287 section 6): which hash, how many digits, which data inputs. A suite is data of its device and
 * comes from outside, through {@link #parse}; its text is part of every response.
 *
 * @param text the suite as it was written; only this writing exists
 * @param hash of the HMAC
 * @param digits of a response, 4 to 10; 0 means the whole HMAC in hexadecimal (erratum 5625)
 * @param hasCounter whether a counter of 8 octets is a data input
 * @param questionFormat alphabet of the question
 * @param questionLength longest question, 4 to 64 characters
 * @param pinHash hash of the PIN, if a PIN is a data input
 * @param sessionLength octets of the session data, 1 to 512, if they are a data input
 * @param timeStep granularity of the time stamp, if it is a data input
 */
public record OcraSuite(
        String text,
        HashFunction hash,
        int digits,
        boolean hasCounter,
        QuestionFormat questionFormat,
        int questionLength,
        Optional<HashFunction> pinHash,
        OptionalInt sessionLength,
        Optional<TimeStep> timeStep) {

    static final int QUESTION_OCTETS = 128;
    static final int NUMBER_OCTETS = Long.BYTES;

    /** Throws {@link MalformedSuiteException}, whose message names the fault. */
    public static OcraSuite parse(String text) {
        return new OcraSuiteParser(text).parse();
    }

    /** The longest data input of this suite in octets. */
    int inputLength() {
        return text.length()
                + 1
                + (hasCounter ? NUMBER_OCTETS : 0)
                + QUESTION_OCTETS
                + pinHash.map(HashFunction::length).orElse(0)
                + sessionLength.orElse(0)
                + (timeStep.isPresent() ? NUMBER_OCTETS : 0);
    }

    byte[] textOctets() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return text;
    }
}
