package dev.countersign.blackbox;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An app of another maker that shows six digits every 30 seconds (RFC 6238), written apart from the product. */
public final class CodeApp {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    private CodeApp(byte[] secret) {
        this.secret = secret;
    }

    /** With a key as a person types it: base 32, in groups. */
    public static CodeApp of(String typed) {
        String key = typed.replace(" ", "");
        ByteBuffer octets = ByteBuffer.allocate(key.length() * 5 / 8);
        int held = 0;
        int bits = 0;
        for (int letter : key.chars().toArray()) {
            held = held << 5 | BASE32.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                octets.put((byte) (held >> bits));
            }
        }
        return new CodeApp(octets.array());
    }

    /** The octets of the key. */
    byte[] secret() {
        return secret.clone();
    }

    public String code(Instant now) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hmac = mac.doFinal(
                    ByteBuffer.allocate(8).putLong(now.getEpochSecond() / 30).array());
            int number = ByteBuffer.wrap(hmac).getInt(hmac[hmac.length - 1] & 15) & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
