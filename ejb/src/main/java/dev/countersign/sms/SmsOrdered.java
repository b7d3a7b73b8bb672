package dev.countersign.sms;

/** An order row was written; observe it after the transaction's success. */
record SmsOrdered() {}
