package dev.countersign.device;

/** How the activation secret came to the device. */
public enum ActivationMethod {
    /** Scanned: 256 bits, which nobody guesses. */
    QR("qr", 32),

    /** Typed from under the QR code: 60 bits. */
    CODE("code", 12),

    /** By SMS: eight digits. Whoever sits inside TLS at that moment can guess them. */
    SMS("sms", 8),

    /** Told after the password: 256 bits. It proves nothing by itself, and comes with the signature of an earlier enrolment's key. */
    KEY("key", 32);

    private final String label;
    private final int secretLength;

    ActivationMethod(String label, int secretLength) {
        this.label = label;
        this.secretLength = secretLength;
    }

    /** As it stands in the transcript and in the calls. */
    public String label() {
        return label;
    }

    /** Octets of its secret. */
    int secretLength() {
        return secretLength;
    }
}
