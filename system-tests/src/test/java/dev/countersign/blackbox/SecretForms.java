package dev.countersign.blackbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The ways in which a secret may be written down. Inside a longer text base64 and base32 look different by where the secret
 * begins: each of these beginnings is a form, cut to the characters that no neighbour changes.
 */
final class SecretForms {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private SecretForms() {}

    /** Names and texts; characters stand for octets (ISO 8859-1). */
    static Map<String, String> of(byte[] secret) {
        Map<String, String> forms = new LinkedHashMap<>();
        String plain = new String(secret, StandardCharsets.ISO_8859_1);
        forms.put("plain", plain);
        forms.put("hex", HexFormat.of().formatHex(secret));
        forms.put("upper-case hex", HexFormat.of().withUpperCase().formatHex(secret));
        forms.put("URL-coded", URLEncoder.encode(plain, StandardCharsets.ISO_8859_1));
        forms.put("URL-coded with %20", forms.get("URL-coded").replace("+", "%20"));
        for (int before = 0; before < 3; before++) {
            String base64 = inner(before, secret, 6, Base64.getEncoder()::encodeToString);
            forms.put("base64 at " + before, base64);
            forms.put("base64url at " + before, base64.replace('+', '-').replace('/', '_'));
        }
        for (int before = 0; before < 5; before++) {
            String base32 = inner(before, secret, 5, SecretForms::base32);
            forms.put("base32 at " + before, base32);
            forms.put("lower-case base32 at " + before, base32.toLowerCase(Locale.ROOT));
        }
        return forms;
    }

    private static String inner(
            int before, byte[] secret, int bits, java.util.function.Function<byte[], String> encoding) {
        byte[] shifted = new byte[before + secret.length];
        System.arraycopy(secret, 0, shifted, before, secret.length);
        int first = (before * 8 + bits - 1) / bits;
        return encoding.apply(shifted).substring(first, shifted.length * 8 / bits);
    }

    /** RFC 4648 section 6, without padding. */
    static String base32(byte[] octets) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte octet : octets) {
            buffer = (buffer << 8) | (octet & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((buffer >> bits) & 31));
            }
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(BASE32.charAt((buffer << (5 - bits)) & 31));
        }
        return text.toString();
    }
}
