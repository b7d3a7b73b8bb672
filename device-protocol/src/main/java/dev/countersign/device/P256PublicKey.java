package dev.countersign.device;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/**
 * A point of P-256 that was checked (NIST SP 800-56A revision 3, section 5.6.2.3.3): there is no object of a bad one.
 *
 * @param octets 65, the uncompressed form of SEC 1 section 2.3.3: 04, x, y
 */
public record P256PublicKey(Octets octets) {

    private static final byte UNCOMPRESSED = 4;
    private static final int LENGTH = 1 + 2 * P256.COORDINATE;

    /** Throws {@link MalformedOctetsException} for what is no such point, the point at infinity among it. */
    public P256PublicKey {
        byte[] form = octets.toArray();
        if (form.length != LENGTH || form[0] != UNCOMPRESSED) {
            throw new MalformedOctetsException("a public key has 65 octets and begins with 04");
        }
        if (!P256.isOnCurve(point(form))) {
            throw new MalformedOctetsException("the public key is not a point of P-256");
        }
    }

    /** Of a key of the JDK, which must be one of P-256. */
    public static P256PublicKey of(ECPublicKey key) {
        ByteBuffer form = ByteBuffer.allocate(LENGTH).put(UNCOMPRESSED);
        putCoordinate(form, key.getW().getAffineX());
        putCoordinate(form, key.getW().getAffineY());
        return new P256PublicKey(Octets.owning(form.array()));
    }

    /** As the JDK's providers take it. */
    public ECPublicKey toJdk() {
        try {
            ECPublicKeySpec specification = new ECPublicKeySpec(point(octets.toArray()), P256.PARAMETERS);
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(specification);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a point of P-256 is no key to the JDK", e);
        }
    }

    private static ECPoint point(byte[] form) {
        int middle = 1 + P256.COORDINATE;
        return new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(form, 1, middle)),
                new BigInteger(1, Arrays.copyOfRange(form, middle, LENGTH)));
    }

    private static void putCoordinate(ByteBuffer form, BigInteger coordinate) {
        byte[] number = coordinate.toByteArray();
        int sign = Math.max(0, number.length - P256.COORDINATE);
        form.position(form.position() + P256.COORDINATE - (number.length - sign));
        form.put(number, sign, number.length - sign);
    }
}
