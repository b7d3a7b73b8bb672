package dev.countersign.push.apns;

import dev.countersign.push.Pem;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Accounts whose key came as a file, as Apple gives it out. */
final class ApnsAccounts {

    static final KeyPair PAIR = pair();

    private ApnsAccounts() {}

    static ApnsAccount at(String address) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(PAIR.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----";
        return new ApnsAccount(address, Pem.privateKey(pem, "EC"), "KEY1234567", "TEAM123456", "dev.countersign.app");
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
