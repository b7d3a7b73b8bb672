package dev.countersign.sdk;

import dev.countersign.device.ActivationCode;
import dev.countersign.device.ActivationSecret;
import dev.countersign.device.Octets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the portal or an SMS brought to the device: the secret of an activation, and what names it to the server.
 *
 * @param secret never sent
 * @param activation its id; missing where the user typed a code
 * @param locator in place of the id
 */
public record Invitation(ActivationSecret secret, Optional<UUID> activation, Optional<Octets> locator)
        implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile(
            "https?://[^\\s#]+/activate/#([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([A-Za-z0-9_-]{43})");
    private static final String TOKEN = "[0-9]{8}";

    public Invitation {
        if (activation.isPresent() == locator.isPresent()) {
            throw new IllegalArgumentException("an activation is named by its id or by a locator");
        }
    }

    /** Of a link as the QR code has it, or of a code as a person types it. Empty if it is neither. */
    public static Optional<Invitation> parse(String text) {
        return text.indexOf('#') < 0 ? ofCode(text) : ofLink(text);
    }

    /** {@code https://host/activate/#ID.SECRET}. Empty if it is none. */
    public static Optional<Invitation> ofLink(String text) {
        Matcher link = LINK.matcher(text.strip());
        if (!link.matches()) {
            return Optional.empty();
        }
        UUID activation = UUID.fromString(link.group(1));
        return Base64Url.decode(link.group(2))
                .map(secret ->
                        new Invitation(ActivationSecret.ofQr(secret), Optional.of(activation), Optional.empty()));
    }

    /** Twelve characters; what is forgiven stands at {@link ActivationCode#parse}. Empty if it is none. */
    public static Optional<Invitation> ofCode(String typed) {
        return ActivationCode.parse(typed)
                .map(code ->
                        new Invitation(ActivationSecret.ofCode(code), Optional.empty(), Optional.of(code.locator())));
    }

    /** Eight digits of an SMS, blanks and hyphens passed over, for the activation that the server named. Empty if they are none. */
    public static Optional<Invitation> ofSmsToken(UUID activation, String typed) {
        String digits = typed.replace(" ", "").replace("-", "");
        return digits.matches(TOKEN)
                ? Optional.of(
                        new Invitation(ActivationSecret.ofSmsToken(digits), Optional.of(activation), Optional.empty()))
                : Optional.empty();
    }

    @Override
    public void close() {
        secret.close();
    }
}
