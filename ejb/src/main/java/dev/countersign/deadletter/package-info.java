/**
 * Messages that nobody could take: an operator sees that they are there, and sends them back or throws them away. What is in
 * them stays closed.
 */
@NullMarked
package dev.countersign.deadletter;

import org.jspecify.annotations.NullMarked;
