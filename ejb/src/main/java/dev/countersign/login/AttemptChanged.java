package dev.countersign.login;

/** An attempt went on; observe it after the transaction's success. */
record AttemptChanged(String attemptId) {}
