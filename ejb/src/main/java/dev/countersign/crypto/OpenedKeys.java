package dev.countersign.crypto;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.SecretKey;

/** The data keys of one reading of their table, opened. */
final class OpenedKeys {

    /** No keys yet. */
    static final OpenedKeys NONE = new OpenedKeys(Map.of(), Map.of());

    private final Map<String, SecretKey> byId;
    private final Map<Purpose, DataKeys.NamedKey> current;

    private OpenedKeys(Map<String, SecretKey> byId, Map<Purpose, DataKeys.NamedKey> current) {
        this.byId = byId;
        this.current = current;
    }

    /**
     * What a later reading has found. Keys that are open stay so; those that are gone from the table are forgotten.
     *
     * @param keys all rows, the oldest first
     * @param unwrap opens a key that was not there before
     */
    OpenedKeys next(List<DataKey> keys, Function<DataKey, SecretKey> unwrap) {
        Map<String, SecretKey> opened = new HashMap<>();
        Map<Purpose, DataKeys.NamedKey> newest = new EnumMap<>(Purpose.class);
        for (DataKey key : keys) {
            SecretKey secret = find(key.keyId()).orElseGet(() -> unwrap.apply(key));
            opened.put(key.keyId(), secret);
            if (key.isCurrent()) {
                newest.put(key.purpose(), new DataKeys.NamedKey(key.keyId(), secret));
            }
        }
        return new OpenedKeys(opened, newest);
    }

    Optional<SecretKey> find(String keyId) {
        return Optional.ofNullable(byId.get(keyId));
    }

    Optional<DataKeys.NamedKey> findCurrent(Purpose purpose) {
        return Optional.ofNullable(current.get(purpose));
    }
}
