package dev.countersign.password;

import dev.countersign.confirmation.Proof;
import dev.countersign.user.Password;
import java.util.Optional;

/**
 * What a signed-in user asks with.
 *
 * @param oldPassword as typed, 1 to 256 characters
 * @param proof of the present factor; of a user who never had one it is not looked at
 */
public record PasswordChange(String oldPassword, Password newPassword, Optional<Proof> proof) {

    private static final int MAX_OLD = 256;

    public PasswordChange {
        if (oldPassword.isEmpty() || oldPassword.length() > MAX_OLD) {
            throw new IllegalArgumentException("oldPassword has 1 to " + MAX_OLD + " characters");
        }
        if (oldPassword.equals(newPassword.value())) {
            throw new IllegalArgumentException("newPassword must be another than oldPassword");
        }
    }

    @Override
    public String toString() {
        return "PasswordChange[" + proof + "]";
    }
}
