/** Settings that name several things. */
@NullMarked
package dev.countersign.listsetting;

import org.jspecify.annotations.NullMarked;
