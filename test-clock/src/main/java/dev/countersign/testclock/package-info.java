/**
 * The test clock: replaces the product's {@link java.time.Clock} by one whose offset tests set over HTTP, so that expiry
 * is tested without waiting. It is packed into {@code countersign-test-clock.ear} alone and refuses the production profile.
 */
@NullMarked
package dev.countersign.testclock;

import org.jspecify.annotations.NullMarked;
