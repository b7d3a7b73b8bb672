package dev.countersign.sdk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An activation that began with user name and password. Its token comes by SMS to one of the user's numbers.
 *
 * @param secret bearer token (RFC 6750) that has the SMS sent, and nothing else
 * @param numbers verified ones, one at least
 * @param expiresAt when all of it is over
 */
public record SmsActivation(UUID activation, String secret, List<OwnNumber> numbers, Instant expiresAt) {

    public SmsActivation {
        numbers = List.copyOf(numbers);
    }

    /**
     * A number of the user.
     *
     * @param label enough of it to know it by
     */
    public record OwnNumber(UUID id, String label, boolean isDefault) {}

    /** When the SMS may be sent again, and when the activation is over. */
    public record Sent(Instant resendAt, Instant expiresAt) {}

    /** The number that the user has chosen for codes; empty if the server named none. */
    public Optional<OwnNumber> defaultNumber() {
        return numbers.stream().filter(OwnNumber::isDefault).findFirst();
    }

    /** What {@link Device#ask} takes, once the user has typed the eight digits of the SMS; empty if they are none. */
    public Optional<Invitation> invitation(String typed) {
        return Invitation.ofSmsToken(activation, typed);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SmsActivation[" + activation + "]";
    }
}
