package dev.countersign.keyfile;

import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HMAC functions that MACs and PBKDF2 are made with, by their URIs (RFC 4051 section 2.2). */
enum HmacMethod {
    SHA1("HmacSHA1", "PBKDF2WithHmacSHA1"),
    SHA224("HmacSHA224", "PBKDF2WithHmacSHA224"),
    SHA256("HmacSHA256", "PBKDF2WithHmacSHA256"),
    SHA384("HmacSHA384", "PBKDF2WithHmacSHA384"),
    SHA512("HmacSHA512", "PBKDF2WithHmacSHA512");

    private static final Map<String, HmacMethod> BY_URI = Map.of(
            "http://www.w3.org/2000/09/xmldsig#hmac-sha1", SHA1,
            "http://www.w3.org/2001/04/xmldsig-more#hmac-sha224", SHA224,
            "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256", SHA256,
            "http://www.w3.org/2001/04/xmldsig-more#hmac-sha384", SHA384,
            "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512", SHA512);

    private final String mac;
    private final String derivation;

    HmacMethod(String mac, String derivation) {
        this.mac = mac;
        this.derivation = derivation;
    }

    static Optional<HmacMethod> find(String uri) {
        return Optional.ofNullable(BY_URI.get(uri));
    }

    String derivation() {
        return derivation;
    }

    byte[] compute(byte[] key, byte[] octets) {
        try {
            Mac hmac = Mac.getInstance(mac);
            hmac.init(new SecretKeySpec(key, mac));
            return hmac.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(mac + " failed", e);
        }
    }
}
