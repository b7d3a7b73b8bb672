package dev.countersign.device;

import java.security.SecureRandom;

/** What proves that device and portal belong to one user: shown or sent to him, never sent by the device. */
public record ActivationSecret(ActivationMethod method, Octets octets) implements AutoCloseable {

    public ActivationSecret {
        if (octets.length() != method.secretLength()) {
            throw new MalformedOctetsException(
                    "a secret of the kind " + method + " has " + method.secretLength() + " octets");
        }
    }

    /** Of a new QR code. */
    public static ActivationSecret randomQr(SecureRandom random) {
        return ofQr(Octets.random(ActivationMethod.QR.secretLength(), random));
    }

    /** Of the 32 octets in a QR code. */
    public static ActivationSecret ofQr(Octets octets) {
        return new ActivationSecret(ActivationMethod.QR, octets);
    }

    /** The ASCII octets of the canonical twelve characters. */
    public static ActivationSecret ofCode(ActivationCode code) {
        return new ActivationSecret(ActivationMethod.CODE, Octets.ofAscii(code.characters()));
    }

    /** The ASCII octets of the eight digits. */
    public static ActivationSecret ofSmsToken(String digits) {
        if (!digits.matches("[0-9]{8}")) {
            throw new IllegalArgumentException("an activation token has eight digits");
        }
        return new ActivationSecret(ActivationMethod.SMS, Octets.ofAscii(digits));
    }

    /** Of the 32 octets that the server told after the password. */
    public static ActivationSecret ofKey(Octets octets) {
        return new ActivationSecret(ActivationMethod.KEY, octets);
    }

    @Override
    public void close() {
        octets.close();
    }
}
