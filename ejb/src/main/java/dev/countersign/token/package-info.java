/**
 * What a login yields: a session row and a signed access token (JWT, RFC 7519 and RFC 9068, ES256 of RFC 7518), and the
 * public keys as a JWK Set (RFC 7517).
 */
@NullMarked
package dev.countersign.token;

import org.jspecify.annotations.NullMarked;
