/** Codes of apps of other makers, by time (RFC 6238): set up in the portal, asked for at logins. */
@NullMarked
package dev.countersign.totp;

import org.jspecify.annotations.NullMarked;
