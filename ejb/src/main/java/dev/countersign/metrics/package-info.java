/** Numbers about the running system for Prometheus, by Micrometer. No label carries a user, a number or a code. */
@NullMarked
package dev.countersign.metrics;

import org.jspecify.annotations.NullMarked;
