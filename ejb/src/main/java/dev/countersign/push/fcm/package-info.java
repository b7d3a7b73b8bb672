/**
 * Firebase Cloud Messaging by its interface HTTP v1. This product is known there by a service account, whose signed assertion (RFC 7523)
 * is exchanged for an access token.
 */
@NullMarked
package dev.countersign.push.fcm;

import org.jspecify.annotations.NullMarked;
