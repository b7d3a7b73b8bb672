package dev.countersign.crypto;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
     * What a later reading has found. Keys that are open stay so; those that are gone from the table are forgotten, and those that do not
     * open are left out.
     *
     * @param keys all rows, the oldest first
     * @param unwrap opens a key that was not there before; empty where it does not open
     */
    OpenedKeys next(List<DataKey> keys, Function<DataKey, Optional<SecretKey>> unwrap) {
        Map<String, SecretKey> opened = new HashMap<>();
        Map<Purpose, DataKeys.NamedKey> newest = new EnumMap<>(Purpose.class);
        for (DataKey key : keys) {
            find(key.keyId()).or(() -> unwrap.apply(key)).ifPresent(secret -> {
                opened.put(key.keyId(), secret);
                if (key.isCurrent()) {
                    newest.put(key.purpose(), new DataKeys.NamedKey(key.keyId(), secret));
                }
            });
        }
        return new OpenedKeys(opened, newest);
    }

    Optional<SecretKey> find(String keyId) {
        return Optional.ofNullable(byId.get(keyId));
    }

    /** The purposes whose current key is not open. */
    Set<Purpose> missing() {
        Set<Purpose> missing = EnumSet.allOf(Purpose.class);
        missing.removeAll(current.keySet());
        return missing;
    }

    Optional<DataKeys.NamedKey> findCurrent(Purpose purpose) {
        return Optional.ofNullable(current.get(purpose));
    }
}
