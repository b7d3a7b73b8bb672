/**
 * The JMS contract between the login core and an SMS gateway, version 1: what to send, what became of it, and how the
 * gateway is. Bodies are JSON text in the form of the schemas under {@code jms/v1}; an order travels as compact JWE
 * (RFC 7516; {@code dir}, {@code A256GCM}, {@code kid} names the gateway's key) because it carries a number and a code.
 */
@NullMarked
package dev.countersign.contracts.sms.v1;

import org.jspecify.annotations.NullMarked;
