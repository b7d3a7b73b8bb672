/**
 * Display cards (RFC 6287): the stock that key files bring in, and the rule that two persons stand behind each batch. It knows
 * no user yet.
 */
@NullMarked
package dev.countersign.card;

import org.jspecify.annotations.NullMarked;
