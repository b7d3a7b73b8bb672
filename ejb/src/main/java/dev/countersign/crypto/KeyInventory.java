package dev.countersign.crypto;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys as an operator sees them: names and numbers, never octets. */
public record KeyInventory(List<MasterKeyView> masterKeys, List<DataKeyView> dataKeys) {

    public KeyInventory {
        masterKeys = List.copyOf(masterKeys);
        dataKeys = List.copyOf(dataKeys);
    }

    /**
     * A master key.
     *
     * @param present whether this node finds it in its file or setting now
     * @param first whether it wraps new data keys
     * @param dataKeys how many data keys it wraps; with 0 its line may be taken away
     */
    public record MasterKeyView(String id, boolean present, boolean first, long dataKeys) {}

    /**
     * A data key.
     *
     * @param supersededAt when another key took over; empty for the current one
     * @param removableAt from when on it may be removed, once no record is left under it; empty for the current one
     * @param records how many records need it; a hash needs it only while it can still be compared. Of audit entries 1 stands for all
     * @param unreadable how many of them this node could not open when it was to seal them anew; 0 for the current one
     */
    public record DataKeyView(
            String id,
            Purpose purpose,
            String masterKeyId,
            Instant createdAt,
            Optional<Instant> supersededAt,
            Optional<Instant> removableAt,
            long records,
            long unreadable) {}
}
