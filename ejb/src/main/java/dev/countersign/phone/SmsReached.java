package dev.countersign.phone;

/** An order has come to another state; observe it after the transaction's success. */
public record SmsReached(SmsState state) {}
