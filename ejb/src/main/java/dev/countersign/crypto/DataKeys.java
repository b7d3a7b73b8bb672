package dev.countersign.crypto;

import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;

/** The data keys, opened: from the database on a node, from memory in a unit test. */
public interface DataKeys {

    /**
     * The key that new secrets of this purpose get; empty where it is {@link #missing}. It throws nothing for that: a fault of a bean with
     * transactions would undo the whole decision of a caller who can do without.
     */
    Optional<NamedKey> findCurrent(Purpose purpose);

    /** Any key that some record may still be under; empty if there is none of that id. */
    Optional<SecretKey> find(String keyId);

    /**
     * The same for an id that somebody brought along, who may have made it up: it is looked up so seldom that he costs nobody
     * anything. A key that another node has just made may be missed for a second.
     */
    default Optional<SecretKey> findBrought(String keyId) {
        return find(keyId);
    }

    /** The purposes that nothing can be sealed or hashed for on this node. */
    default Set<Purpose> missing() {
        return Set.of();
    }

    /** Sees at once what was changed a moment ago, instead of within seconds. */
    void refresh();

    /** A key with the id that stands in each cipher text and hash made with it. */
    record NamedKey(String id, SecretKey key) {

        @Override
        public String toString() {
            return "NamedKey[" + id + "]";
        }
    }
}
