package dev.countersign.user;

import dev.countersign.mail.EmailAddress;
import java.util.List;
import java.util.Optional;

/**
 * A user as an operator sees it.
 *
 * @param identityFields what is known of the person, by the names of the fields alone
 * @param organisation that holds the account; what stands on it is nobody's to read
 */
public record UserView(
        String userName,
        String language,
        String jurisdiction,
        Account account,
        boolean locked,
        List<NumberView> numbers,
        List<String> identityFields,
        Optional<EmailAddress> email,
        Optional<String> organisation) {

    public UserView {
        numbers = List.copyOf(numbers);
        identityFields = List.copyOf(identityFields);
    }

    /** One of the user's numbers. */
    public record NumberView(String e164, boolean verified) {}
}
