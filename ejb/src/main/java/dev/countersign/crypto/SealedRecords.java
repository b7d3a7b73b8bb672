package dev.countersign.crypto;

/**
 * What a feature keeps under data keys of one purpose. A feature offers one bean of this type for each of its columns; key
 * rotation finds them all. Each method is a transaction of its own.
 */
public interface SealedRecords {

    /** Whose keys the records stand under. */
    Purpose purpose();

    /** How many records still need the key of this id to be read or compared; where counting takes long, 1 for any. */
    long countUnder(String keyId);

    /** How many of them did not open when this node tried last to seal them anew; they keep the key from being removed. */
    default long countUnreadable(String keyId) {
        return 0;
    }

    /**
     * Seals up to so many of the records under the key anew, with the current key, and passes over those that somebody is
     * changing now, and over those that do not open. Hashes cannot be made anew: their key is waited out.
     *
     * @return how many were sealed anew; 0 when none is left to be had now
     */
    default int reseal(String keyId, int most) {
        return 0;
    }

    /** The beginning of every cipher text and hash made with the key, as a LIKE pattern. */
    static String pattern(String keyId) {
        return keyId + ".%";
    }
}
