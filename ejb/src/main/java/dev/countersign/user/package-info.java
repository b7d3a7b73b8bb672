/**
 * Users and their passwords: provisioning by operators, Argon2id verifiers (RFC 9106) in PHC string format, hashing
 * behind a bulkhead and never inside a database transaction.
 */
@NullMarked
package dev.countersign.user;

import org.jspecify.annotations.NullMarked;
