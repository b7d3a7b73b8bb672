package dev.countersign.crypto;

/** Where the master keys come from. */
interface MasterKeySource {

    /** The keys as they are there now; throws {@link KeysUnusableException} that says what to do. */
    MasterKeys read();
}
