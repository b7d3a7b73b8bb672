package dev.countersign.device;

/** How the activation secret came to the device. */
public enum ActivationMethod {
    /** Scanned: 256 bits, which nobody guesses. */
    QR("qr"),

    /** Typed from under the QR code: 60 bits. */
    CODE("code"),

    /** By SMS: eight digits. Whoever sits inside TLS at that moment can guess them. */
    SMS("sms");

    private final String label;

    ActivationMethod(String label) {
        this.label = label;
    }

    /** As it stands in the transcript. */
    String label() {
        return label;
    }
}
