/**
 * Renewal of the keys that authenticators answer challenges with: no question is asked twice of a key, so a key is used up at last
 * (docs/device-protocol.md).
 */
@NullMarked
package dev.countersign.renewal;

import org.jspecify.annotations.NullMarked;
