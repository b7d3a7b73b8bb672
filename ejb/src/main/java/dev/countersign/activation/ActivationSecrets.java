package dev.countersign.activation;

import dev.countersign.authenticator.Base64Octets;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.ActivationCode;
import dev.countersign.device.ActivationMethod;
import dev.countersign.device.ActivationSecret;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import dev.countersign.device.P256PublicKey;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * What the server has to know of an activation as long as it lives.
 *
 * @param scanned the 32 octets of the QR code, or those that are told after a password, base64url
 * @param typed twelve characters of the code under it, or the eight digits of an SMS
 * @param keyPair for this activation alone
 */
record ActivationSecrets(String scanned, String typed, P256KeyPair keyPair) {

    private static final int QR_OCTETS = 32;
    private static final int TOKENS = 100_000_000;

    static ActivationSecrets make(SecureRandom random) {
        String scanned = Base64Octets.encode(Octets.random(QR_OCTETS, random));
        return new ActivationSecrets(scanned, ActivationCode.random(random).characters(), P256KeyPair.generate(random));
    }

    /**
     * Those of an activation whose token comes by SMS: eight digits, nothing to scan.
     *
     * @param told what the server tells after the password; an earlier key can prove the activation with it instead of the token
     */
    static ActivationSecrets makeToken(SecureRandom random, String told) {
        String digits = String.format(Locale.ROOT, "%08d", random.nextInt(TOKENS));
        return new ActivationSecrets(told, digits, P256KeyPair.generate(random));
    }

    /** The same with another token. */
    ActivationSecrets withToken(String digits) {
        return new ActivationSecrets(scanned, digits, keyPair);
    }

    /** What {@link #seal} made. */
    static ActivationSecrets open(Secrets secrets, String id, String sealed, P256PublicKey publicKey) {
        String[] parts = secrets.open(Purpose.ACTIVATION_SECRET, id, sealed).split(" ", -1);
        Octets privateKey = Base64Octets.decode("private key", parts[2]);
        return new ActivationSecrets(parts[0], parts[1], P256KeyPair.of(privateKey, publicKey));
    }

    String seal(Secrets secrets, String id) {
        String privateKey = Base64Octets.encode(keyPair.privateOctets());
        return secrets.seal(Purpose.ACTIVATION_SECRET, id, scanned + " " + typed + " " + privateKey);
    }

    ActivationCode code() {
        return new ActivationCode(typed);
    }

    /** The secret that a device has which got it this way. */
    ActivationSecret of(ActivationMethod method) {
        return switch (method) {
            case QR -> ActivationSecret.ofQr(Base64Octets.decode("QR secret", scanned));
            case CODE -> ActivationSecret.ofCode(code());
            case SMS -> ActivationSecret.ofSmsToken(typed);
            case KEY -> ActivationSecret.ofKey(Base64Octets.decode("secret", scanned));
        };
    }

    @Override
    public String toString() {
        return "ActivationSecrets";
    }
}
