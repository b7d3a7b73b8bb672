package dev.countersign.backoffice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/** Makes UsernameTokens as a back office does (UsernameToken Profile 1.1.1 section 3.1). */
final class Tokens {

    private Tokens() {}

    /** With a nonce that nobody has used. */
    static UsernameToken made(String name, String secret, WsuTime created) {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        return made(name, secret, created, nonce);
    }

    static UsernameToken made(String name, String secret, WsuTime created, byte[] nonce) {
        Nonce said = new Nonce(Base64.getEncoder().encodeToString(nonce));
        return new UsernameToken(name, digest(nonce, created.text(), secret), said, created);
    }

    private static String digest(byte[] nonce, String created, String secret) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update((created + secret).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
