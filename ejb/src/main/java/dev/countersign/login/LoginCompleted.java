package dev.countersign.login;

/** A login has come to its token; observe it after the transaction's success. */
public record LoginCompleted(String factor) {}
