package dev.countersign.user;

import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Whose accounts users act for; works inside the caller's transaction. */
@ApplicationScoped
public class AccountHolders {

    @Inject
    private UserStore users;

    @Inject
    private Secrets secrets;

    /** What is known of the user's account. */
    public AccountHolder get(long userId) {
        return users.findHolder(userId).map(kept -> kept.holder(secrets)).orElse(AccountHolder.UNKNOWN);
    }

    /** Takes the place of what was known; nothing known leaves no row. The user's row is locked. */
    void keep(long userId, AccountHolder holder) {
        Optional<UserHolder> kept = users.findHolder(userId);
        if (holder.isUnknown()) {
            kept.ifPresent(users::remove);
        } else if (kept.isPresent()) {
            kept.get().replace(holder, secrets);
        } else {
            users.add(new UserHolder(userId, holder, secrets));
        }
    }
}
