package dev.countersign.user;

import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** What is known of the persons behind users; works inside the caller's transaction. */
@ApplicationScoped
public class Identities {

    @Inject
    private UserStore users;

    @Inject
    private Secrets secrets;

    /** What is known of the user. */
    public Identity get(long userId) {
        return users.findIdentity(userId).map(kept -> kept.identity(secrets)).orElse(Identity.UNKNOWN);
    }

    /** Takes the place of what was known; nothing known leaves no row. The user's row is locked. */
    void keep(long userId, Identity identity) {
        Optional<UserIdentity> kept = users.findIdentity(userId);
        if (identity.isUnknown()) {
            kept.ifPresent(users::remove);
        } else if (kept.isPresent()) {
            kept.get().replace(identity, secrets);
        } else {
            users.add(new UserIdentity(userId, identity, secrets));
        }
    }
}
