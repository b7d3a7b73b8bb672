/**
 * What server, device and simulated card share: challenge and response (OCRA, RFC 6287), key agreement at activation (ECDH
 * of NIST SP 800-56A on P-256, HKDF of RFC 5869) and the octets of an approval. {@code docs/device-protocol.md} says the same
 * for those who write a device in another language.
 */
@NullMarked
package dev.countersign.device;

import org.jspecify.annotations.NullMarked;
