/** What timers do: one run at a time, in pieces that are transactions of their own, and nothing that goes wrong ends the timer. */
@NullMarked
package dev.countersign.sweep;

import org.jspecify.annotations.NullMarked;
