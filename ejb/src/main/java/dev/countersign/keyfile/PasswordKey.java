package dev.countersign.keyfile;

import dev.countersign.device.Octets;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Derives the key of a file from a password by PBKDF2 (RFC 8018 section 5.2, RFC 6030 section 6.2). */
final class PasswordKey {

    static final int FEWEST_ITERATIONS = 1_000;

    /** About a second of one processor: more would be a way to keep the server busy. */
    static final int MOST_ITERATIONS = 1_000_000;

    private static final int SHORTEST_SALT = 8;
    private static final int LONGEST_SALT = 128;
    private static final Set<Integer> KEY_LENGTHS = Set.of(16, 24, 32);

    private static final Set<String> METHODS = Set.of(
            "http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#pbkdf2",
            "http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5#pbkdf2",
            "http://www.w3.org/2009/xmlenc11#pbkdf2");

    private PasswordKey() {}

    static Octets derive(XmlElement derivedKey, Octets password) {
        XmlElement method = derivedKey
                .find(Namespaces.XENC11, "KeyDerivationMethod")
                .filter(known -> METHODS.contains(known.attribute("Algorithm").orElse("")))
                .orElseThrow(() -> refused("the key derivation is not PBKDF2"));
        XmlElement parameters =
                method.find(Namespaces.PKCS5, "PBKDF2-params").orElseThrow(() -> refused("PBKDF2 has no parameters"));
        byte[] salt = salt(parameters);
        int iterations = number(parameters, "IterationCount");
        int length = number(parameters, "KeyLength");
        HmacMethod function = function(parameters);
        if (salt.length < SHORTEST_SALT || salt.length > LONGEST_SALT) {
            throw refused("the salt has not " + SHORTEST_SALT + " to " + LONGEST_SALT + " octets");
        }
        if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw refused("the iterations are not " + FEWEST_ITERATIONS + " to " + MOST_ITERATIONS);
        }
        if (!KEY_LENGTHS.contains(length)) {
            throw refused("the derived key has not 16, 24 or 32 octets");
        }
        return derive(function, password, salt, iterations, length);
    }

    private static Octets derive(HmacMethod function, Octets password, byte[] salt, int iterations, int length) {
        byte[] utf8 = password.toArray();
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
        char[] characters = new char[decoded.remaining()];
        decoded.get(characters);
        PBEKeySpec spec = new PBEKeySpec(characters, salt, iterations, length * Byte.SIZE);
        try {
            return Octets.of(SecretKeyFactory.getInstance(function.derivation())
                    .generateSecret(spec)
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(function.derivation() + " failed", e);
        } finally {
            spec.clearPassword();
            Arrays.fill(utf8, (byte) 0);
            Arrays.fill(characters, '\0');
        }
    }

    private static byte[] salt(XmlElement parameters) {
        return parameters
                .find(Namespaces.PKCS5, "Salt")
                .flatMap(salt -> salt.find(Namespaces.PKCS5, "Specified"))
                .flatMap(specified -> Base64Text.find(specified.text()))
                .orElseThrow(() -> refused("PBKDF2 has no salt"));
    }

    private static int number(XmlElement parameters, String name) {
        return parameters
                .childText(Namespaces.PKCS5, name)
                .map(text -> text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0)
                .orElse(0);
    }

    /** HMAC-SHA-1 where none is named (RFC 8018 appendix A.2). */
    private static HmacMethod function(XmlElement parameters) {
        Optional<String> named =
                parameters.find(Namespaces.PKCS5, "PRF").flatMap(function -> function.attribute("Algorithm"));
        return named.map(uri -> HmacMethod.find(uri).orElseThrow(() -> refused("the PRF is unknown")))
                .orElse(HmacMethod.SHA1);
    }

    private static RefusedFileException refused(String detail) {
        return new RefusedFileException(FileReason.KEY_DERIVATION, detail);
    }
}
