/**
 * Audit entries: facts that the deciding transaction writes with its decision. This feature receives and never decides.
 */
@NullMarked
package dev.countersign.audit;

import org.jspecify.annotations.NullMarked;
