package dev.countersign.activation;

/**
 * A new activation with its secrets, which only its user sees.
 *
 * @param code as it stands under the QR code, in groups
 * @param scanned the secret of the QR code, base64url
 */
public record BegunActivation(ActivationView view, String code, String scanned) {

    /** What stands behind {@code #} in the address that the QR code holds. */
    public String fragment() {
        return view.id() + "." + scanned;
    }

    @Override
    public String toString() {
        return "BegunActivation[" + view.id() + "]";
    }
}
