/**
 * Secrets at rest: data keys, one a purpose, wrapped by a master key from a file; AES-256-GCM (NIST SP 800-38D) with
 * the record's identity as associated data; keyed hashes by HMAC-SHA256 (RFC 2104). Every cipher text and hash names
 * its key.
 */
@NullMarked
package dev.countersign.crypto;

import org.jspecify.annotations.NullMarked;
