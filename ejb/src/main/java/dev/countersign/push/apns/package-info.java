/** Apple Push Notification service by HTTP/2. This product is known there by a provider token (RFC 7519) that its key signs. */
@NullMarked
package dev.countersign.push.apns;

import org.jspecify.annotations.NullMarked;
