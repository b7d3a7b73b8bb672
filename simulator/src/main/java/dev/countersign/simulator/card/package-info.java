/**
 * Display cards: what their buttons do and their displays show. A card computes by OCRA (RFC 6287), HOTP (RFC 4226) or TOTP (RFC 6238);
 * it does not know its PIN.
 */
@NullMarked
package dev.countersign.simulator.card;

import org.jspecify.annotations.NullMarked;
