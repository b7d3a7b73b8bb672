package dev.countersign.simulator.push;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Points of P-256 in their uncompressed form, 65 octets (SEC 1 section 2.3.3). */
final class Points {

    static final int LENGTH = 65;

    /** What stands before the point in a SubjectPublicKeyInfo of P-256 (RFC 5480 section 2). */
    private static final byte[] BEFORE =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

    private Points() {}

    static ECPublicKey key(byte[] point) throws GeneralSecurityException {
        if (point.length != LENGTH) {
            throw new GeneralSecurityException("a public key has " + LENGTH + " octets");
        }
        byte[] encoded = Arrays.copyOf(BEFORE, BEFORE.length + LENGTH);
        System.arraycopy(point, 0, encoded, BEFORE.length, LENGTH);
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
    }

    static byte[] octets(ECPublicKey key) {
        byte[] point = new byte[LENGTH];
        point[0] = 4;
        put(key.getW().getAffineX(), point, 33);
        put(key.getW().getAffineY(), point, LENGTH);
        return point;
    }

    private static void put(BigInteger number, byte[] point, int end) {
        byte[] octets = number.toByteArray();
        int length = Math.min(octets.length, 32);
        System.arraycopy(octets, octets.length - length, point, end - length, length);
    }
}
