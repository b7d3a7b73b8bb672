package dev.countersign.device;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/** The curve P-256 (FIPS 186-4 appendix D.1.2.3), which the JDK calls secp256r1. */
final class P256 {

    static final String NAME = "secp256r1";
    static final ECParameterSpec PARAMETERS = parameters();

    /** Octets of a coordinate and of an agreed secret. */
    static final int COORDINATE = 32;

    private static final BigInteger PRIME = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();

    private P256() {}

    /**
     * Whether both coordinates are numbers of the field and fulfil the equation of the curve. With the cofactor 1 each such
     * point has the order of the curve, so this is full validation (NIST SP 800-56A revision 3, section 5.6.2.3.3).
     */
    static boolean isOnCurve(ECPoint point) {
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(PRIME) >= 0 || y.compareTo(PRIME) >= 0) {
            return false;
        }
        BigInteger right = x.pow(2)
                .add(PARAMETERS.getCurve().getA())
                .multiply(x)
                .add(PARAMETERS.getCurve().getB());
        return y.pow(2).subtract(right).mod(PRIME).signum() == 0;
    }

    private static ECParameterSpec parameters() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(NAME));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(NAME + " is missing", e);
        }
    }
}
