package dev.countersign.user;

/**
 * Announces that all sessions of a user were ended for good, so that logins which have not yielded one yet must not yield one later,
 * and nothing else that was begun before comes to its end; in the transaction of the end, which holds the lock of the user.
 */
public record AccessRevoked(long userId) {}
