/** Operators of the system and their bearer tokens (RFC 6750), of which only the SHA-256 is stored. */
@NullMarked
package dev.countersign.operator;

import org.jspecify.annotations.NullMarked;
