/**
 * How a phone becomes an authenticator: a session of the portal gives out a secret, the phone proves by the key agreement of
 * device-protocol that it has it, and an enrolment is made, once.
 */
@NullMarked
package dev.countersign.activation;

import org.jspecify.annotations.NullMarked;
