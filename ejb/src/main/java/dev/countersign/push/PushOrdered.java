package dev.countersign.push;

/** A request was written down whose phone is to be told; observe it after the transaction's success. */
record PushOrdered() {}
