package dev.countersign.user;

import dev.countersign.mail.EmailAddress;
import dev.countersign.policy.JurisdictionCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user to be created.
 *
 * @param language BCP 47 primary language, two lower-case letters
 * @param jurisdiction of the entity that holds the account, as {@link JurisdictionCode} has it
 * @param numbers mobile numbers, at most 10; the first verified one becomes the default
 * @param email where notices go beside others
 */
public record NewUser(
        UserName userName,
        Password password,
        String language,
        String jurisdiction,
        Account account,
        List<NewNumber> numbers,
        Identity identity,
        Optional<EmailAddress> email,
        AccountHolder holder) {

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
    private static final int MAX_NUMBERS = 10;

    public NewUser {
        requireLanguage(language);
        JurisdictionCode.requireOfUser(jurisdiction);
        numbers = List.copyOf(numbers);
        if (numbers.size() > MAX_NUMBERS) {
            throw new IllegalArgumentException("numbers: at most 10");
        }
        if (numbers.stream().map(NewNumber::e164).distinct().count() < numbers.size()) {
            throw new IllegalArgumentException("numbers: each one once");
        }
    }

    /** A user without a mail address, of whose account nothing more is known. */
    public NewUser(
            UserName userName,
            Password password,
            String language,
            String jurisdiction,
            Account account,
            List<NewNumber> numbers,
            Identity identity) {
        this(
                userName,
                password,
                language,
                jurisdiction,
                account,
                numbers,
                identity,
                Optional.empty(),
                AccountHolder.UNKNOWN);
    }

    static void requireLanguage(String language) {
        if (!LANGUAGE.matcher(language).matches()) {
            throw new IllegalArgumentException("language is a code of two lower-case letters, for example en");
        }
    }

    /** A number as the operator gives it; {@code verified} says that the broker has proof of possession. */
    public record NewNumber(String e164, boolean verified) {

        private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

        public NewNumber {
            if (!E164.matcher(e164).matches()) {
                throw new IllegalArgumentException("e164 is a plus sign and 7 to 15 digits without blanks");
            }
        }
    }
}
