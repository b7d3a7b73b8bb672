/** The form of the ids that callers name records by (RFC 9562). */
@NullMarked
package dev.countersign.id;

import org.jspecify.annotations.NullMarked;
