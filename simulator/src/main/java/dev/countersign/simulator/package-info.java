/**
 * A development carrier in a process of its own: an SMSC (SMPP 3.4) that takes every message, faults that can be switched
 * on, a push service with simulated browsers, and an inbox page that shows what phones would show. Never part of the product.
 */
@NullMarked
package dev.countersign.simulator;

import org.jspecify.annotations.NullMarked;
