/** What a signed-in user does with his factors, whichever kind: name them, remove them, and prove the present one before a change. */
@NullMarked
package dev.countersign.ownfactor;

import org.jspecify.annotations.NullMarked;
