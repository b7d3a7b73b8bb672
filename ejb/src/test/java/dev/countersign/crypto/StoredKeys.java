package dev.countersign.crypto;

import dev.countersign.Beans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/** The data keys in the database, opened with master keys of the test, as a node has them open whatever its file says now. */
final class StoredKeys implements DataKeys {

    private final Beans beans;
    private final MasterKeys masters;
    private final Map<String, SecretKey> opened = new ConcurrentHashMap<>();
    private volatile List<DataKey> keys = List.of();

    StoredKeys(Beans beans, MasterKeys masters) {
        this.beans = beans;
        this.masters = masters;
        refresh();
    }

    @Override
    public Optional<NamedKey> findCurrent(Purpose purpose) {
        return keys.stream()
                .filter(key -> key.purpose() == purpose && key.isCurrent())
                .map(key -> new NamedKey(key.keyId(), find(key.keyId()).orElseThrow()))
                .findFirst();
    }

    @Override
    public Optional<SecretKey> find(String keyId) {
        return Optional.ofNullable(opened.get(keyId));
    }

    @Override
    public void refresh() {
        keys = beans.query(entities -> new DataKeyStore(entities).listKeys());
        keys.stream()
                .filter(key -> !opened.containsKey(key.keyId()))
                .forEach(key -> opened.put(key.keyId(), key.unwrap(masters)));
    }
}
