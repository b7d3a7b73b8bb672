/** So much at a time, and the rest waits in order for a bounded time. */
@NullMarked
package dev.countersign.bulkhead;

import org.jspecify.annotations.NullMarked;
