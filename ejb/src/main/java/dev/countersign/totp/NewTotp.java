package dev.countersign.totp;

/**
 * An app that waits for its first code. The secret is told this once.
 *
 * @param secret as it is typed into the app: base 32, 32 characters
 * @param uri as the app reads it from a QR code
 */
public record NewTotp(String id, String secret, String uri) {

    @Override
    public String toString() {
        return "NewTotp[" + id + "]";
    }
}
