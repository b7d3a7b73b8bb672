/** How news of what was committed leave: after the commit, at most once, many over one connection. */
@NullMarked
package dev.countersign.announce;

import org.jspecify.annotations.NullMarked;
