/**
 * Lock-out and throttling (NIST SP 800-63B section 5.2.2, OWASP ASVS 6.1.1). Failures are counted in lanes: a user with a
 * device that he has logged in on, the same user without one, a name that nobody has, a network address. A stranger can close
 * the lane without a device only. Features tell failures and ask whether a lane is open; they decide what to answer.
 */
@NullMarked
package dev.countersign.lockout;

import org.jspecify.annotations.NullMarked;
