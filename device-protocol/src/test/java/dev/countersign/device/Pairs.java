package dev.countersign.device;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.ECPrivateKeySpec;

/** Key pairs that are known beforehand. */
final class Pairs {

    private Pairs() {}

    /** Of a private number in hexadecimal and its public key. */
    static P256KeyPair of(String number, P256PublicKey publicKey) {
        try {
            ECPrivateKeySpec specification = new ECPrivateKeySpec(new BigInteger(number, 16), P256.PARAMETERS);
            byte[] pkcs8 =
                    KeyFactory.getInstance("EC").generatePrivate(specification).getEncoded();
            return P256KeyPair.of(Octets.of(pkcs8), publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
