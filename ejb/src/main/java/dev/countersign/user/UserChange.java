package dev.countersign.user;

import java.util.Optional;

/** What an operator changes about a user; what is empty stays. */
public record UserChange(
        Optional<String> language, Optional<String> jurisdiction, Optional<Account> account, Optional<Boolean> locked) {

    public UserChange {
        language.ifPresent(NewUser::requireLanguage);
        jurisdiction.ifPresent(NewUser::requireJurisdiction);
    }
}
