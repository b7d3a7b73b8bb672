/** What a user has to hear of, because it may not have been him, as CDI events: features fire them, and {@code notice} tells. */
@NullMarked
package dev.countersign.securityevent;

import org.jspecify.annotations.NullMarked;
