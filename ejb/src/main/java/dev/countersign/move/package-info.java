/**
 * How a user's authenticator moves without a help desk: what has to be proven, what it costs (NIST SP 800-63B section 5.2.2: the weaker class
 * for a while), who is told, and how the user stops it.
 */
@NullMarked
package dev.countersign.move;

import org.jspecify.annotations.NullMarked;
