/** Recovery codes: ten codes on paper, of which each opens one login in need. Made in the portal, where the jurisdiction has them. */
@NullMarked
package dev.countersign.recoverycode;

import org.jspecify.annotations.NullMarked;
