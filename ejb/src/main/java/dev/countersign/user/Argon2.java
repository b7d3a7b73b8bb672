package dev.countersign.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/** Argon2id of version 0x13 (RFC 9106) by Bouncy Castle. Pure computation: one call costs {@code memoryKib} of heap. */
class Argon2 {

    private static final int SALT_OCTETS = 16;
    private static final int TAG_OCTETS = 32;

    private final SecureRandom random;

    Argon2(SecureRandom random) {
        this.random = random;
    }

    PasswordHash hash(String password, Argon2Parameters cost) {
        byte[] salt = new byte[SALT_OCTETS];
        random.nextBytes(salt);
        return new PasswordHash(cost, salt, tag(password, salt, cost, TAG_OCTETS));
    }

    /** Whether the hash is of this password; the tags are compared in constant time. */
    boolean matches(String password, PasswordHash hash) {
        byte[] expected = hash.tag();
        byte[] computed = tag(password, hash.salt(), hash.parameters(), expected.length);
        return MessageDigest.isEqual(expected, computed);
    }

    private static byte[] tag(String password, byte[] salt, Argon2Parameters cost, int length) {
        byte[] octets = password.getBytes(StandardCharsets.UTF_8);
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                        org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
                .withVersion(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.iterations())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] tag = new byte[length];
        generator.generateBytes(octets, tag);
        Arrays.fill(octets, (byte) 0);
        return tag;
    }
}
