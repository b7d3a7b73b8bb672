package dev.countersign.announce;

import java.util.List;

/**
 * What a look into an outbox has brought.
 *
 * @param rows what is to be carried away now; it may be empty although more waits, where all that was taken is dead
 * @param more whether as many were taken as were asked for, so that more may wait behind them
 */
public record Claimed<T>(List<T> rows, boolean more) {

    public Claimed {
        rows = List.copyOf(rows);
    }
}
