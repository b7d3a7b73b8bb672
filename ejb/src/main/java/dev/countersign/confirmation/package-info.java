/**
 * The present factor, proven once more inside a session before something that protects the user is changed
 * (re-authentication, OWASP ASVS 7.5.1). A confirmation belongs to one session and one purpose and is used once.
 */
@NullMarked
package dev.countersign.confirmation;

import org.jspecify.annotations.NullMarked;
