package dev.countersign.user;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;

/** Creates users for operators: hashes first, then writes in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Provisioning {

    @Inject
    private Passwords passwords;

    @Inject
    private UserAdministration administration;

    /** What became of a user to be created. */
    public enum Outcome {
        CREATED,
        /** There is a user of that name; nothing was changed, not even the password. */
        EXISTS,
        /** The server is hashing too many passwords; nothing was written. */
        BUSY
    }

    /** Creates the user unless one of that name exists. Safe to repeat, and to call from two places at once. */
    public Outcome create(NewUser user, String operator) {
        if (administration.exists(user.userName())) {
            return Outcome.EXISTS;
        }
        Optional<String> hash = passwords.hash(user.password());
        if (hash.isEmpty()) {
            return Outcome.BUSY;
        }
        return administration.add(user, hash.get(), operator);
    }
}
