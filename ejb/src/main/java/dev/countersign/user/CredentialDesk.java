package dev.countersign.user;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;

/** Reads and renews password verifiers in short transactions, so that hashing can happen between them. */
@Stateless
public class CredentialDesk {

    @Inject
    private UserStore users;

    /** The verifier of a user by typed name; empty when there is none. */
    public Optional<Credentials> findCredentials(String typedName) {
        return UserName.find(typedName)
                .flatMap(users::findByName)
                .map(u -> new Credentials(
                        u.id(), u.passwordHash(), u.passwordChangedAt(), u.jurisdiction(), u.deviceOwner()));
    }

    /** Stores the verifier of the present cost, unless the password was changed meanwhile. */
    public void renew(Credentials checked, String newPhc) {
        users.replaceHash(checked.userId(), checked.passwordHash(), newPhc);
    }
}
