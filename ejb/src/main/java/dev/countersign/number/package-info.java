/**
 * The numbers that a signed-in user keeps himself: he adds one, proves to hold it by a confirm code (out-of-band verifier,
 * NIST SP 800-63B section 5.1.3), chooses the one that login codes go to, and removes it. Once he has a factor, each change
 * needs that factor first, so that a stolen session binds no other phone.
 */
@NullMarked
package dev.countersign.number;

import org.jspecify.annotations.NullMarked;
