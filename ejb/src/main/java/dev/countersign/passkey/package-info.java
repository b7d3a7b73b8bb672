/**
 * Passkeys (Web Authentication Level 2): key pairs that a user's devices keep and open for him alone. Registered in the portal, asked
 * for at logins and confirmations.
 */
@NullMarked
package dev.countersign.passkey;

import org.jspecify.annotations.NullMarked;
