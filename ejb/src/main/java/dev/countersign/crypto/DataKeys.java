package dev.countersign.crypto;

import javax.crypto.SecretKey;

/** The data keys, opened: from the database on a node, from memory in a unit test. */
public interface DataKeys {

    /** The key that new secrets of this purpose get. */
    NamedKey current(Purpose purpose);

    /** Any key ever used; throws {@link UnreadableSecretException} if there is none of that id. */
    SecretKey get(String keyId);

    /** A key with the id that stands in each cipher text and hash made with it. */
    record NamedKey(String id, SecretKey key) {

        @Override
        public String toString() {
            return "NamedKey[" + id + "]";
        }
    }
}
