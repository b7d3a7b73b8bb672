package dev.countersign.keyfile;

/** Why nothing of a key file is taken. */
public enum FileReason {
    /** More octets, rows, elements or levels than are read. */
    TOO_LARGE,
    /** It is empty, no XML or CSV, in another character set, or has an element twice that may be there once. */
    UNREADABLE,
    /** It has a DOCTYPE: key files need none, and attacks do. */
    DOCTYPE,
    /** No PSKC of version 1. */
    VERSION,
    /** No key is in it. */
    NO_KEYS,
    /** It is signed. Signatures are not checked, and one that is not checked must not look as if it was. */
    SIGNATURE,
    /** It is protected, and no transport key was given. */
    TRANSPORT_KEY_MISSING,
    /** It is protected by another kind of transport key, or not at all. */
    TRANSPORT_KEY_KIND,
    /** The transport key has another length than the algorithms of the file. */
    TRANSPORT_KEY_LENGTH,
    /** A secret stands plain in a file for which a transport key was given. */
    PLAIN_SECRET,
    /** The key derivation is unknown, or its salt, iterations or length are too weak or too expensive. */
    KEY_DERIVATION,
    /** An encryption algorithm that is not taken. */
    ENCRYPTION_UNSUPPORTED,
    /** RSA with PKCS #1 v1.5 padding, whose errors tell an attacker about the plain text (RFC 8017 section 7.2). */
    RSA_1_5,
    /** A cipher without integrity of its own, and no MAC (RFC 6030 section 6.1.1). */
    MAC_MISSING,
    /** A MAC method that is not taken. */
    MAC_UNSUPPORTED,
    /** Wrong transport key, or somebody changed the file: which of both is never said. */
    NOT_AUTHENTIC
}
