/**
 * Load programs and what they share. They start the product themselves, print Markdown tables, and assert nothing: a
 * machine that is busy with something else is no defect.
 */
@NullMarked
package dev.countersign.bench;

import org.jspecify.annotations.NullMarked;
