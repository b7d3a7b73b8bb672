/**
 * Which carrier an order goes to: a table of {@link dev.countersign.smpp.route.Route routes}, how the carriers are, and a
 * pure function over both. Nothing here knows a protocol.
 */
@NullMarked
package dev.countersign.smpp.route;

import org.jspecify.annotations.NullMarked;
