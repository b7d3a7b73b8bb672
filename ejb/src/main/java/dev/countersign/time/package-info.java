/** Where time comes from: one clock for the whole application, and its form in the database. */
@NullMarked
package dev.countersign.time;

import org.jspecify.annotations.NullMarked;
