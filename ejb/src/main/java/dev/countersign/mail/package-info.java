/**
 * Mail to users: an outbox that commits with the decision to send, and a relay that hands it to one SMTP server (RFC 5321)
 * after the commit, outside of any transaction. Messages are RFC 5322 and MIME, in text and in HTML; nothing is received.
 */
@NullMarked
package dev.countersign.mail;

import org.jspecify.annotations.NullMarked;
