package dev.countersign.totp;

import dev.countersign.device.HashFunction;
import dev.countersign.device.Hotp;
import dev.countersign.device.TimeStep;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The secret that an app shares with the server: 160 random bits (RFC 4226 section 4, requirement R6), for codes of 6 digits every
 * 30 seconds by HMAC-SHA-1. Other values are in the standard, and the apps ignore them.
 */
final class TotpSecret {

    private static final int OCTETS = 20;
    private static final int DIGITS = 6;
    private static final TimeStep STEP = new TimeStep(Duration.ofSeconds(30));
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] octets;

    private TotpSecret(byte[] octets) {
        this.octets = octets;
    }

    static TotpSecret make() {
        byte[] octets = new byte[OCTETS];
        RANDOM.nextBytes(octets);
        return new TotpSecret(octets);
    }

    static TotpSecret of(byte[] octets) {
        return new TotpSecret(octets.clone());
    }

    byte[] octets() {
        return octets.clone();
    }

    /** As a user types it into his app: base 32 (RFC 4648 section 6), 32 characters. */
    String text() {
        StringBuilder text = new StringBuilder(OCTETS * 8 / 5);
        int bits = 0;
        int held = 0;
        for (byte octet : octets) {
            held = held << 8 | (octet & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt(held >> bits & 0x1f));
            }
        }
        return text.toString();
    }

    /** As an app reads it from a QR code, in the form that these apps share: {@code otpauth://totp/...}. */
    String uri(String issuer, String userName) {
        return "otpauth://totp/" + encode(issuer + ":" + userName) + "?secret=" + text() + "&issuer=" + encode(issuer)
                + "&algorithm=SHA1&digits=" + DIGITS + "&period="
                + STEP.length().toSeconds();
    }

    /**
     * The time step of a code, if it is one of those around now that are later than the last one used.
     *
     * @param typed digits alone
     * @param drift steps that the clock of the phone may be off, each way
     * @param last step of the last code that was accepted
     */
    OptionalLong findStep(String typed, Instant now, int drift, long last) {
        return steps(typed, now, drift).filter(step -> step > last).findFirst();
    }

    /** The time step of a code that was used or passed over, if it is one of those around now; the parameters are the same. */
    OptionalLong findPastStep(String typed, Instant now, int drift, long last) {
        return steps(typed, now, drift).filter(step -> step <= last).max();
    }

    /** Steps from that of an instant to another one; negative for one before. */
    static int offset(long step, Instant now) {
        return Math.toIntExact(step - STEP.stepsAt(now));
    }

    private LongStream steps(String typed, Instant now, int drift) {
        long present = STEP.stepsAt(now);
        byte[] answer = typed.getBytes(StandardCharsets.UTF_8);
        return LongStream.rangeClosed(Math.max(0, present - drift), present + drift)
                .filter(step -> MessageDigest.isEqual(code(step).getBytes(StandardCharsets.UTF_8), answer));
    }

    String code(long step) {
        return Hotp.password(HashFunction.SHA1, octets, step, DIGITS);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TotpSecret secret && MessageDigest.isEqual(octets, secret.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "TotpSecret";
    }
}
