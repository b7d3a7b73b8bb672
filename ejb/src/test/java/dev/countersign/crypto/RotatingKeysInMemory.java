package dev.countersign.crypto;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Data keys without a database, of which one purpose's can be rotated. */
public final class RotatingKeysInMemory implements DataKeys {

    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();
    private final String name;
    private volatile int number;

    /** Ids are the name, a hyphen and a number; the name tells tests of one database apart. */
    public RotatingKeysInMemory(String name) {
        this.name = name;
        rotate();
    }

    /** Makes a new key and returns the id of the one it supersedes. */
    public synchronized String rotate() {
        String old = id();
        byte[] octets = new byte[32];
        octets[0] = (byte) ++number;
        keys.put(id(), new SecretKeySpec(octets, "AES"));
        return old;
    }

    /** Forgets a key that nothing is said to need any more. */
    public void remove(String keyId) {
        keys.remove(keyId);
    }

    /** Id of the key that seals now. */
    public String id() {
        return name + "-" + number;
    }

    @Override
    public Optional<NamedKey> findCurrent(Purpose purpose) {
        return find(id()).map(key -> new NamedKey(id(), key));
    }

    @Override
    public Optional<SecretKey> find(String keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }

    @Override
    public void refresh() {}
}
