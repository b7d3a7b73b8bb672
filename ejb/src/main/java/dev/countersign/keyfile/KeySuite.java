package dev.countersign.keyfile;

import dev.countersign.device.HashFunction;
import dev.countersign.device.OcraSuite;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a device computes and how it shows it, in one text: an OCRA suite (RFC 6287 section 6) of 6 to 10 digits without
 * session data, or in our spelling {@code HOTP-SHA1-6} and {@code TOTP-SHA256-8-30S} of 6 to 8 digits and steps of 1 to 999
 * seconds.
 */
public record KeySuite(String text) {

    private static final int FEWEST_DIGITS = 6;
    private static final String OCRA = "OCRA-1:";
    private static final Pattern OTHERS =
            Pattern.compile("(?:HOTP-(SHA1|SHA256|SHA512)-[678]|TOTP-(SHA1|SHA256|SHA512)-[678]-([1-9][0-9]{0,2})S)");

    /** Throws {@link IllegalArgumentException} that says what is wrong, in words for whoever imports keys. */
    public KeySuite {
        if (text.startsWith(OCRA)) {
            requireForCards(OcraSuite.parse(text));
        } else if (!OTHERS.matcher(text).matches()) {
            throw new IllegalArgumentException("the suite is none of OCRA, HOTP or TOTP");
        }
    }

    static KeySuite hotp(HashFunction hash, int digits) {
        return new KeySuite("HOTP-" + hash + "-" + digits);
    }

    static KeySuite totp(HashFunction hash, int digits, int stepSeconds) {
        return new KeySuite("TOTP-" + hash + "-" + digits + "-" + stepSeconds + "S");
    }

    /** For reading rows; throws {@link RefusedRowException} where the constructor refuses. */
    static KeySuite read(String text) {
        try {
            return new KeySuite(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedRowException(RowReason.SUITE);
        }
    }

    public KeyAlgorithm algorithm() {
        return Arrays.stream(KeyAlgorithm.values())
                .filter(algorithm -> text.startsWith(algorithm.name()))
                .findFirst()
                .orElseThrow();
    }

    /** The suite of a device for challenge and response; empty of another. */
    public Optional<OcraSuite> ocra() {
        return algorithm() == KeyAlgorithm.OCRA ? Optional.of(OcraSuite.parse(text)) : Optional.empty();
    }

    /** Whether whoever holds the device types a PIN on it. */
    public boolean takesPin() {
        return ocra().flatMap(OcraSuite::pinHash).isPresent();
    }

    /** What a device without a challenge shows; empty of one with. */
    public Optional<OtpSuite> otp() {
        Matcher parts = OTHERS.matcher(text);
        return parts.matches()
                ? Optional.of(new OtpSuite(
                        HashFunction.valueOf(Optional.ofNullable(parts.group(1)).orElseGet(() -> parts.group(2))),
                        text.charAt(text.indexOf('-', 5) + 1) - '0',
                        Optional.ofNullable(parts.group(3)).map(Long::parseLong).map(Duration::ofSeconds)))
                : Optional.empty();
    }

    /** How many digits it shows. */
    public int digits() {
        return ocra().map(OcraSuite::digits).orElseGet(() -> otp().orElseThrow().digits());
    }

    /**
     * A one-time password of a counter (RFC 4226), or of time (RFC 6238).
     *
     * @param step of time; empty for one of a counter
     */
    public record OtpSuite(HashFunction hash, int digits, Optional<Duration> step) {}

    @Override
    public String toString() {
        return text;
    }

    private static void requireForCards(OcraSuite suite) {
        if (suite.digits() < FEWEST_DIGITS) {
            throw new IllegalArgumentException("a response of " + suite + " is too short or not decimal");
        }
        if (suite.sessionLength().isPresent()) {
            throw new IllegalArgumentException("no card is told the session data of " + suite);
        }
    }
}
