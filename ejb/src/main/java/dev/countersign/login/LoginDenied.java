package dev.countersign.login;

/** The user said on his phone that a login was not his: somebody knows his password. Fired inside the transaction. */
public record LoginDenied(long userId) {}
