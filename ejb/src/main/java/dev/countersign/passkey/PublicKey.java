package dev.countersign.passkey;

/**
 * What is known of a key pair.
 *
 * @param credential its id, base64url without padding
 * @param data the device's model, the id and the public key as the device sent them (Web Authentication Level 2, section 6.5.1), base64url
 * @param signCount signatures of the device as it counts them; 0 for one that does not
 */
record PublicKey(String credential, String data, long signCount) {}
