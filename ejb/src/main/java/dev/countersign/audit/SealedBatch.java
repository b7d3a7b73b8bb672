package dev.countersign.audit;

import java.util.List;
import java.util.Optional;

/**
 * What one transaction of the sealer did.
 *
 * @param sealed entries that have their place now
 * @param refused ids of entries whose content is not what was decided; they get no place
 * @param next where to go on; empty when nothing is left
 */
public record SealedBatch(int sealed, List<Long> refused, Optional<EntryPosition> next) {

    static final SealedBatch NOTHING = new SealedBatch(0, List.of(), Optional.empty());

    public SealedBatch {
        refused = List.copyOf(refused);
    }
}
