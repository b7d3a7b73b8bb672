package dev.countersign.mail;

import java.time.Instant;

/**
 * A mail that a relay may send now.
 *
 * @param id of its row; its Message-ID comes from it
 */
record ClaimedMail(String id, EmailAddress to, Letter letter, Instant createdAt) {}
