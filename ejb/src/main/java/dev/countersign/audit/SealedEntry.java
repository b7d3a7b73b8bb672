package dev.countersign.audit;

import java.util.Optional;

/**
 * A sealed entry as the server verifies it.
 *
 * @param placeMac keyed hash of the place, made by the sealer; empty of what an earlier version sealed
 */
public record SealedEntry(ChainLink link, Optional<String> placeMac) {}
