package dev.countersign.crypto;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Data keys without a database: a fixed one a purpose. */
public final class KeysInMemory implements DataKeys {

    private final Map<Purpose, NamedKey> keys = new EnumMap<>(Purpose.class);

    public KeysInMemory() {
        for (Purpose purpose : Purpose.values()) {
            byte[] octets = new byte[32];
            octets[0] = (byte) purpose.name().length();
            keys.put(purpose, new NamedKey(purpose.name() + "-1", new SecretKeySpec(octets, "AES")));
        }
    }

    @Override
    public Optional<NamedKey> findCurrent(Purpose purpose) {
        return Optional.ofNullable(keys.get(purpose));
    }

    @Override
    public Optional<SecretKey> find(String keyId) {
        return keys.values().stream()
                .filter(key -> key.id().equals(keyId))
                .map(NamedKey::key)
                .findFirst();
    }

    @Override
    public void refresh() {}
}
