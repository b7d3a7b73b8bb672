package dev.countersign.sweep;

import java.util.Optional;

/**
 * One piece of a walk through a table.
 *
 * @param removed how many rows went
 * @param next where the next piece begins; empty at the end of the table
 */
public record Walked(int removed, Optional<RowPlace> next) {}
