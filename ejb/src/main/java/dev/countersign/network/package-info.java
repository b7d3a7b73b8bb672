/**
 * Which mobile network a number is in, as operators have learned it from number portability data or the home location register:
 * routes of carriers may depend on it. What nobody has told is not guessed.
 */
@NullMarked
package dev.countersign.network;

import org.jspecify.annotations.NullMarked;
