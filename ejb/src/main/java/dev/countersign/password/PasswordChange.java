package dev.countersign.password;

import dev.countersign.confirmation.Proof;
import dev.countersign.user.Password;

/**
 * What a signed-in user asks with.
 *
 * @param oldPassword as typed, 1 to 256 characters
 * @param proof of the present factor
 */
public record PasswordChange(String oldPassword, Password newPassword, Proof proof) {

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
