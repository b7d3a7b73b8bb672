/**
 * Secrets at rest: data keys by purpose, wrapped by a master key from a file or a setting; AES-256-GCM (NIST SP 800-38D)
 * with the record's identity as associated data; keyed hashes by HMAC-SHA256 (RFC 2104). Every cipher text and hash names
 * its key, so that keys are rotated while the server works: what was sealed before is brought to the new key in batches.
 */
@NullMarked
package dev.countersign.crypto;

import org.jspecify.annotations.NullMarked;
