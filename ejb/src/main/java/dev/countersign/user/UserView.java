package dev.countersign.user;

import dev.countersign.mail.EmailAddress;
import java.util.List;
import java.util.Optional;

/**
 * A user as an operator sees it.
 *
 * @param identityFields what is known of the person, by the names of the fields alone
 */
public record UserView(
        String userName,
        String language,
        String jurisdiction,
        Account account,
        boolean locked,
        List<NumberView> numbers,
        List<String> identityFields,
        Optional<EmailAddress> email) {

    public UserView {
        numbers = List.copyOf(numbers);
        identityFields = List.copyOf(identityFields);
    }

    /** One of the user's numbers. */
    public record NumberView(String e164, boolean verified) {}
}
