package dev.countersign.push.webpush;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import dev.countersign.device.P256PublicKey;
import java.util.Arrays;
import java.util.Base64;

/** Keys as vectors write them: base64url of a point or of a number. */
final class WebPushKeys {

    private WebPushKeys() {}

    static byte[] octets(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }

    static P256KeyPair pair(String publicKey, String privateKey) {
        try {
            return P256KeyPair.of(
                    Octets.of(jwk(publicKey, privateKey).toECPrivateKey().getEncoded()),
                    new P256PublicKey(Octets.of(octets(publicKey))));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static ECKey jwk(String publicKey, String privateKey) {
        byte[] point = octets(publicKey);
        return new ECKey.Builder(
                        Curve.P_256,
                        Base64URL.encode(Arrays.copyOfRange(point, 1, 33)),
                        Base64URL.encode(Arrays.copyOfRange(point, 33, 65)))
                .d(new Base64URL(privateKey))
                .build();
    }
}
