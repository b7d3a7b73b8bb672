/** Whether this node can do its work: the parts it needs, each asked for real. */
@NullMarked
package dev.countersign.health;

import org.jspecify.annotations.NullMarked;
