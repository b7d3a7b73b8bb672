package dev.countersign.passkey;

import dev.countersign.device.Octets;
import dev.countersign.factor.FactorAnswer.Signed;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A device with one key, and the page and browser before it, in software. What it says is right unless a test says otherwise: each
 * method that changes something yields another device with the same key.
 */
public record SoftPasskey(
        Algorithm algorithm,
        KeyPair pair,
        Octets id,
        String origin,
        String relyingParty,
        int flags,
        int count,
        String type,
        boolean crossOrigin) {

    public static final String ORIGIN = "https://login.example";
    public static final List<String> ORIGINS = List.of(ORIGIN);

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int BACKUP_ELIGIBLE = 0x08;
    private static final int BACKED_UP = 0x10;
    private static final int HAS_KEY = 0x40;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Kinds of keys, with the COSE key (RFC 8152) and the name of the signature. */
    public enum Algorithm {
        ES256("SHA256withECDSA"),
        EDDSA("Ed25519"),
        RS256("SHA256withRSA"),
        ES384("SHA384withECDSA");

        private final String signature;

        Algorithm(String signature) {
            this.signature = signature;
        }

        KeyPair make() throws GeneralSecurityException {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance(this == RS256 ? "RSA" : this == EDDSA ? "Ed25519" : "EC");
            switch (this) {
                case ES256 -> generator.initialize(256);
                case ES384 -> generator.initialize(384);
                case RS256 -> generator.initialize(2048);
                case EDDSA -> generator.initialize(255);
            }
            return generator.generateKeyPair();
        }

        byte[] cose(KeyPair pair) {
            return switch (this) {
                case ES256 -> ec(pair, 32, "26", "01", "5820");
                case ES384 -> ec(pair, 48, "3822", "02", "5830");
                case RS256 ->
                    join(
                            hex("a401030339010020590100"),
                            unsigned(((RSAPublicKey) pair.getPublic()).getModulus(), 256),
                            hex("2143010001"));
                case EDDSA -> join(hex("a4010103272006215820"), edwards((EdECPublicKey) pair.getPublic()));
            };
        }

        private static byte[] ec(KeyPair pair, int octets, String algorithm, String curve, String string) {
            ECPublicKey key = (ECPublicKey) pair.getPublic();
            return join(
                    hex("a5010203" + algorithm + "20" + curve + "21" + string),
                    unsigned(key.getW().getAffineX(), octets),
                    hex("22" + string),
                    unsigned(key.getW().getAffineY(), octets));
        }

        private static byte[] edwards(EdECPublicKey key) {
            byte[] backwards = unsigned(key.getPoint().getY(), 32);
            byte[] octets = new byte[32];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = backwards[octets.length - 1 - i];
            }
            if (key.getPoint().isXOdd()) {
                octets[31] |= (byte) 0x80;
            }
            return octets;
        }
    }

    public static SoftPasskey make() {
        return make(Algorithm.ES256);
    }

    public static SoftPasskey make(Algorithm algorithm) {
        try {
            return new SoftPasskey(
                    algorithm,
                    algorithm.make(),
                    Octets.random(16, RANDOM),
                    ORIGIN,
                    "login.example",
                    PRESENT | VERIFIED,
                    0,
                    "",
                    false);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public SoftPasskey askedBy(String page) {
        return new SoftPasskey(algorithm, pair, id, page, relyingParty, flags, count, type, crossOrigin);
    }

    public SoftPasskey madeFor(String domain) {
        return new SoftPasskey(algorithm, pair, id, origin, domain, flags, count, type, crossOrigin);
    }

    public SoftPasskey unverified() {
        return flagged(flags & ~VERIFIED);
    }

    public SoftPasskey absent() {
        return flagged(flags & ~PRESENT);
    }

    SoftPasskey copied() {
        return flagged(flags | BACKUP_ELIGIBLE | BACKED_UP);
    }

    SoftPasskey copiedWithoutLeave() {
        return flagged(flags | BACKED_UP);
    }

    private SoftPasskey flagged(int set) {
        return new SoftPasskey(algorithm, pair, id, origin, relyingParty, set, count, type, crossOrigin);
    }

    public SoftPasskey counting(int signatures) {
        return new SoftPasskey(algorithm, pair, id, origin, relyingParty, flags, signatures, type, crossOrigin);
    }

    public SoftPasskey framed() {
        return new SoftPasskey(algorithm, pair, id, origin, relyingParty, flags, count, type, true);
    }

    SoftPasskey saying(String other) {
        return new SoftPasskey(algorithm, pair, id, origin, relyingParty, flags, count, other, crossOrigin);
    }

    /** The same id with a key of its own. */
    public SoftPasskey forged() {
        return new SoftPasskey(
                algorithm, make(algorithm).pair(), id, origin, relyingParty, flags, count, type, crossOrigin);
    }

    SoftPasskey named(int octets) {
        return new SoftPasskey(
                algorithm, pair, Octets.random(octets, RANDOM), origin, relyingParty, flags, count, type, crossOrigin);
    }

    String credential() {
        return text(id.toArray());
    }

    PasskeyRegistration register(String label, String challenge) {
        return new PasskeyRegistration(
                label,
                attestation(),
                Octets.of(clientData("webauthn.create", challenge)),
                List.of("internal", "hybrid"),
                ORIGINS);
    }

    Octets attestation() {
        byte[] data = join(
                data(flags | HAS_KEY),
                new byte[16],
                ByteBuffer.allocate(2).putShort((short) id.length()).array(),
                id.toArray(),
                algorithm.cose(pair));
        return Octets.of(join(
                hex("a363666d74646e6f6e656761747453746d74a068617574684461746159"),
                ByteBuffer.allocate(2).putShort((short) data.length).array(),
                data));
    }

    public Signed sign(String challenge) {
        return sign(clientData("webauthn.get", challenge), data(flags));
    }

    Signed sign(byte[] clientData, byte[] data) {
        try {
            Signature signature = Signature.getInstance(algorithm.signature);
            signature.initSign(pair.getPrivate());
            signature.update(data);
            signature.update(sha256(clientData));
            return new Signed(
                    credential(), Octets.of(data), Octets.of(clientData), Octets.of(signature.sign()), ORIGINS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] data() {
        return data(flags);
    }

    byte[] clientData(String usual, String challenge) {
        return ("{\"type\":\"" + (type.isEmpty() ? usual : type) + "\",\"challenge\":\"" + challenge
                        + "\",\"origin\":\"" + origin + "\",\"crossOrigin\":" + crossOrigin + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] data(int set) {
        return ByteBuffer.allocate(37)
                .put(sha256(relyingParty.getBytes(StandardCharsets.UTF_8)))
                .put((byte) set)
                .putInt(count)
                .array();
    }

    static String text(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static byte[] unsigned(java.math.BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] octets = new byte[length];
        int kept = Math.min(signed.length, length);
        System.arraycopy(signed, signed.length - kept, octets, length - kept, kept);
        return octets;
    }

    private static byte[] hex(String digits) {
        return Octets.ofHex(digits).toArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
