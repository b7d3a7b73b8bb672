/**
 * What the core tells on the events topic about its audit, version 1: each fact after its commit, and each signed head of
 * the chain. Bodies are JSON text in the form of the schemas under {@code jms/v1}.
 */
@NullMarked
package dev.countersign.contracts.audit.v1;

import org.jspecify.annotations.NullMarked;
