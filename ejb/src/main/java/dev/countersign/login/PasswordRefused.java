package dev.countersign.login;

/**
 * A login was refused before there was an attempt; fired inside the transaction that refused it.
 *
 * @param subject {@code user:ID}, or {@code name:HASH} of a name that nobody has
 * @param passwordRight whether the password was looked at and was right
 */
public record PasswordRefused(
        String subject, Reason reason, ClientKind clientKind, String address, boolean passwordRight) {}
