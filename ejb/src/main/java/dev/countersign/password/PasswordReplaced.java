package dev.countersign.password;

/**
 * Announces that a user has another password now, so that nothing which was begun with the earlier one comes to its end; in the transaction
 * of the change, which holds the lock of the user.
 */
public record PasswordReplaced(long userId) {}
