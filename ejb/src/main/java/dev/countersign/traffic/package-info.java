/**
 * How SMS fare: sent or not, delivered, how soon and at what price, by country, carrier and route in spans of five minutes; and alarms
 * where few arrive, or late. Counted in the transactions that write the news down.
 */
@NullMarked
package dev.countersign.traffic;

import org.jspecify.annotations.NullMarked;
