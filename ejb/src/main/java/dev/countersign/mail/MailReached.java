package dev.countersign.mail;

/** A mail has come to another state; observe it after the transaction's success. */
public record MailReached(MailState state) {}
