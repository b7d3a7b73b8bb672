/** The database schema: Flyway migrations under {@code db/migration}, applied before the application serves. */
@NullMarked
package dev.countersign.schema;

import org.jspecify.annotations.NullMarked;
