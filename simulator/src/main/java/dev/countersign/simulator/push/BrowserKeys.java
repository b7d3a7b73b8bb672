package dev.countersign.simulator.push;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import javax.crypto.KeyAgreement;

/** What a browser makes for one subscription (RFC 8291 section 2): a key pair and a secret. */
final class BrowserKeys {

    private static final int AUTH_OCTETS = 16;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey privateKey;
    private final byte[] point;
    private final byte[] auth;

    BrowserKeys(PrivateKey privateKey, byte[] point, byte[] auth) {
        this.privateKey = privateKey;
        this.point = point.clone();
        this.auth = auth.clone();
    }

    static BrowserKeys generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            byte[] auth = new byte[AUTH_OCTETS];
            random.nextBytes(auth);
            return new BrowserKeys(pair.getPrivate(), Points.octets((ECPublicKey) pair.getPublic()), auth);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys of a browser can be made", e);
        }
    }

    /** The public key, base64url. */
    String p256dh() {
        return BASE64URL.encodeToString(point);
    }

    /** The secret, base64url. */
    String auth() {
        return BASE64URL.encodeToString(auth);
    }

    /** What the sender has encrypted. Throws {@link GeneralSecurityException} for what RFC 8291 does not allow or these keys do not open. */
    byte[] open(byte[] body) throws GeneralSecurityException {
        ContentCoding coding = new ContentCoding(body);
        if (coding.countRecords() != 1) {
            throw new GeneralSecurityException("a push message has exactly one record");
        }
        byte[] sender = coding.keyId();
        byte[] key = Hmac.of(auth, agreed(sender));
        byte[] info = "WebPush: info\0".getBytes(US_ASCII);
        return coding.decode(Hmac.of(key, info, point, sender, new byte[] {1}));
    }

    private byte[] agreed(byte[] sender) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(privateKey);
        agreement.doPhase(Points.key(sender), true);
        return agreement.generateSecret();
    }
}
