/**
 * Notifications to authenticators through the push services of browsers (RFC 8030), Apple and Google, behind one port. A notification
 * carries no secret: it says that there is something to fetch.
 */
@NullMarked
package dev.countersign.push;

import org.jspecify.annotations.NullMarked;
