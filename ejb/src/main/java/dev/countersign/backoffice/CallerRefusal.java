package dev.countersign.backoffice;

/** Why a message is not taken as a back office's. */
public enum CallerRefusal {
    /** The header is missing, or has not the parts that it must have, each once. */
    HEADER_INVALID,
    /** The header has another token than a UsernameToken with a password digest. */
    TOKEN_UNSUPPORTED,
    /** Nonce or Created cannot be read, or the nonce is too short. */
    TOKEN_INVALID,
    /** Created is too old, or Expires has passed. */
    EXPIRED,
    /** Created lies in the future. */
    FROM_THE_FUTURE,
    /** Nobody has the name, or the digest is wrong; which one is not said. */
    NOT_AUTHENTICATED,
    /** The nonce was used before. */
    REPLAYED
}
