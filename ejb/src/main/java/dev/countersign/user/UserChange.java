package dev.countersign.user;

import dev.countersign.mail.EmailAddress;
import dev.countersign.policy.JurisdictionCode;
import java.util.Optional;

/**
 * What an operator changes about a user; what is empty stays.
 *
 * @param locked true; a lock is ended by unlocking, which takes the check of a caller
 * @param identity takes the place of all that was known
 * @param holder the same
 */
public record UserChange(
        Optional<String> language,
        Optional<String> jurisdiction,
        Optional<NewAccount> account,
        Optional<Boolean> locked,
        Optional<Identity> identity,
        Optional<NewEmail> email,
        Optional<AccountHolder> holder) {

    /**
     * Where mail goes from now on.
     *
     * @param address empty for nowhere
     */
    public record NewEmail(Optional<EmailAddress> address) {}

    /**
     * What becomes of the account that the user acts for.
     *
     * @param kind empty where it stays what it is: closing one for practice gives nobody money
     */
    public record NewAccount(Optional<Account.Kind> kind, Account.State state) {

        Account of(Account present) {
            return new Account(kind.orElse(present.kind()), state);
        }
    }

    /** A change that leaves the mail address and the holder as they are. */
    public UserChange(
            Optional<String> language,
            Optional<String> jurisdiction,
            Optional<NewAccount> account,
            Optional<Boolean> locked,
            Optional<Identity> identity) {
        this(language, jurisdiction, account, locked, identity, Optional.empty(), Optional.empty());
    }

    /** A change that leaves the holder as he is. */
    public UserChange(
            Optional<String> language,
            Optional<String> jurisdiction,
            Optional<NewAccount> account,
            Optional<Boolean> locked,
            Optional<Identity> identity,
            Optional<NewEmail> email) {
        this(language, jurisdiction, account, locked, identity, email, Optional.empty());
    }

    public UserChange {
        language.ifPresent(NewUser::requireLanguage);
        jurisdiction.ifPresent(JurisdictionCode::requireOfUser);
        if (locked.filter(lock -> !lock).isPresent()) {
            throw new IllegalArgumentException("locked is true, or left out: a lock is ended by unlock");
        }
    }
}
