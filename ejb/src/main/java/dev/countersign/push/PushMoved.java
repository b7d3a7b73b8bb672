package dev.countersign.push;

/** What waits for an attempt's phone has changed; observe it after the transaction's success. */
public record PushMoved(String attempt) {}
