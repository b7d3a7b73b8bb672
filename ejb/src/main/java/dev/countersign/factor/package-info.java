/**
 * What a second factor is, whichever kind: how logins and confirmations find the factors of a user, which of them count, and in
 * which order. A new kind is a bean of its own feature behind {@link dev.countersign.factor.FactorSource}.
 */
@NullMarked
package dev.countersign.factor;

import org.jspecify.annotations.NullMarked;
