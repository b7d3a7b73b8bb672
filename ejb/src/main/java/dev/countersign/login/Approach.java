package dev.countersign.login;

import dev.countersign.lockout.Caller;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Standing;
import dev.countersign.user.Credentials;
import java.util.Optional;

/**
 * Somebody at the door, before the password is looked at.
 *
 * @param known who has the name; empty when nobody has
 * @param lane where a failure would be counted
 * @param standing whether the password is looked at
 */
public record Approach(
        Optional<Credentials> known, Lane lane, Standing standing, Caller caller, ClientKind clientKind) {

    @Override
    public String toString() {
        return "Approach[" + lane + "]";
    }
}
