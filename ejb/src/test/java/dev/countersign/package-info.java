/** What the tests of several features share. */
@NullMarked
package dev.countersign;

import org.jspecify.annotations.NullMarked;
