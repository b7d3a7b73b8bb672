/**
 * The database schema: Flyway migrations under {@code db/migration}, applied before the application serves. The numbers 20, 22, 31 and 34
 * were never used, and are not to be: a database that is past a number refuses it.
 */
@NullMarked
package dev.countersign.schema;

import org.jspecify.annotations.NullMarked;
