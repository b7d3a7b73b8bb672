/** The words that users get outside the pages, in their language. */
@NullMarked
package dev.countersign.notice;

import org.jspecify.annotations.NullMarked;
