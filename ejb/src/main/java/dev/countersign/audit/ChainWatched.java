package dev.countersign.audit;

/**
 * What a node saw when it looked after the chain, every second.
 *
 * @param overdue entries without a place for over 5 seconds, those refused among them
 */
public record ChainWatched(long overdue) {}
