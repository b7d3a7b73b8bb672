package dev.countersign.sdk;

import dev.countersign.device.ActivationSecret;
import dev.countersign.device.Octets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An activation that the server began after the password.
 *
 * @param secret 32 octets that open it
 * @param numbers to which its token may go; none where the server chooses
 */
public record Begun(UUID activation, Octets secret, List<TokenNumber> numbers) implements AutoCloseable {

    public Begun {
        numbers = List.copyOf(numbers);
    }

    /** A number of the user's, masked. */
    public record TokenNumber(String id, String label, boolean isDefault) {}

    /** The number that the user has chosen for codes; empty if the server named none. */
    public Optional<TokenNumber> defaultNumber() {
        return numbers.stream().filter(TokenNumber::isDefault).findFirst();
    }

    /** What the user types: eight digits of the SMS, or of his security card. Empty if they are none. */
    public Optional<Invitation> ofToken(String typed) {
        return Invitation.ofSmsToken(activation, typed);
    }

    /** Instead of a token, where an earlier key signs. */
    public Invitation ofKey() {
        return new Invitation(
                ActivationSecret.ofKey(Octets.of(secret.toArray())), Optional.of(activation), Optional.empty());
    }

    String bearer() {
        return Base64Url.encode(secret.toArray());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Begun[" + activation + "]";
    }

    @Override
    public void close() {
        secret.close();
    }
}
