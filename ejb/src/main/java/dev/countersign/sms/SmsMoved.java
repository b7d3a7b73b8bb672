package dev.countersign.sms;

/** The SMS of a code went on; observe it after the transaction's success. */
public record SmsMoved(String subject) {}
