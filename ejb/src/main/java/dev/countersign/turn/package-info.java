/** Whose turn it is where one transaction at a time may create something, on all nodes. */
@NullMarked
package dev.countersign.turn;

import org.jspecify.annotations.NullMarked;
