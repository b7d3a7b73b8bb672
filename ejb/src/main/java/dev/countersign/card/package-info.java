/**
 * Display cards (RFC 6287): the stock that key files bring in, the rule that two persons stand behind each batch, and the cards that users
 * hold: activated, asked for at logins, shared with others, reported and ended.
 */
@NullMarked
package dev.countersign.card;

import org.jspecify.annotations.NullMarked;
