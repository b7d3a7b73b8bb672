package dev.countersign.mail;

/** A mail was written to the outbox; observe it after the transaction's success. */
record MailOrdered() {}
