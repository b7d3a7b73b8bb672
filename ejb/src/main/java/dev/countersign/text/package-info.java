/** The words that users get, in their language: one catalogue for messages and pages. */
@NullMarked
package dev.countersign.text;

import org.jspecify.annotations.NullMarked;
