package dev.countersign.sms;

/** An order has come to another state; observe it after the transaction's success. */
public record SmsReached(SmsState state) {}
