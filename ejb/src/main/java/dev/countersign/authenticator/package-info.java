/**
 * The authenticator on a user's phone: which phone it is, the keys that server and phone share, and the challenges that the phone
 * answers by OCRA (RFC 6287).
 */
@NullMarked
package dev.countersign.authenticator;

import org.jspecify.annotations.NullMarked;
