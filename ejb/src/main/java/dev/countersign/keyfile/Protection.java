package dev.countersign.keyfile;

/** What kept the secrets of a key file on their way. */
public enum Protection {
    /** Nothing: whoever saw the file knows the keys. */
    NONE,
    /** An AES key that vendor and importer share. */
    PRE_SHARED_KEY,
    /** A password, through PBKDF2. */
    PASSWORD,
    /** The importer's RSA key. It keeps the secrets, and says nothing about who made the file. */
    PRIVATE_KEY
}
