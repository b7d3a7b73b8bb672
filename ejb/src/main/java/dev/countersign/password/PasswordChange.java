package dev.countersign.password;

import dev.countersign.user.Password;

/**
 * What a signed-in user asks with.
 *
 * @param oldPassword as typed, 1 to 256 characters
 * @param confirmationId id of the confirmation that the session has begun
 * @param code of the confirmation, as typed
 */
public record PasswordChange(String oldPassword, Password newPassword, String confirmationId, String code) {

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
        return "PasswordChange[confirmation " + confirmationId + "]";
    }
}
