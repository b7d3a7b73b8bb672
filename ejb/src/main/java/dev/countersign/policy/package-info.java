/**
 * Rules that differ by jurisdiction and change without a build: values of the configuration, and rows that go before them
 * for one jurisdiction, each with its legal reference and the day from which it holds. This feature decides nothing; others
 * ask it.
 */
@NullMarked
package dev.countersign.policy;

import org.jspecify.annotations.NullMarked;
