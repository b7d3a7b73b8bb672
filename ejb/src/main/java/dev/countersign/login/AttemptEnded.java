package dev.countersign.login;

/**
 * An attempt has come to its end; fired inside the transaction that ended it.
 *
 * @param factor kind of the second factor, or that none was asked
 * @param address network address that it was begun from
 */
public record AttemptEnded(
        String attemptId, long userId, AttemptState end, ClientKind clientKind, String factor, String address) {}
