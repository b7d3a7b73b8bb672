/**
 * Web Push: messages encrypted for one browser (RFC 8291, by the content coding of RFC 8188), brought by its push service (RFC 8030),
 * which knows this product by its VAPID key (RFC 8292).
 */
@NullMarked
package dev.countersign.push.webpush;

import org.jspecify.annotations.NullMarked;
