/**
 * Codes that the help desk dictates on the telephone to a user who has nothing left to log in with: for some days, after a check of
 * his identity, and never two in a row without a second operator.
 */
@NullMarked
package dev.countersign.passcode;

import org.jspecify.annotations.NullMarked;
