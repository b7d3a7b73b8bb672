package dev.countersign.user;

import java.util.Optional;

/**
 * What an operator changes about a user; what is empty stays.
 *
 * @param identity takes the place of all that was known
 */
public record UserChange(
        Optional<String> language,
        Optional<String> jurisdiction,
        Optional<Account> account,
        Optional<Boolean> locked,
        Optional<Identity> identity) {

    public UserChange {
        language.ifPresent(NewUser::requireLanguage);
        jurisdiction.ifPresent(NewUser::requireJurisdiction);
    }
}
