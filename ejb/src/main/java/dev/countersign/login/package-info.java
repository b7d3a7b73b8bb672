/**
 * The login: a password, then a second factor, then a token. The attempt is the pivot: one row, changed only by the
 * methods of its state, decided while the rows of user and attempt are locked.
 */
@NullMarked
package dev.countersign.login;

import org.jspecify.annotations.NullMarked;
