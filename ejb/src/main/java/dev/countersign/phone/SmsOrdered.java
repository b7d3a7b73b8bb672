package dev.countersign.phone;

/** An order row was written; observe it after the transaction's success. */
record SmsOrdered() {}
