/**
 * Tells users of what happened to their security, by another channel than the one that was used (OWASP ASVS 5.0, 6.3.5 and
 * 6.3.7). Features fire a {@link dev.countersign.securityevent.SecurityEvent}; this one alone knows by which ways it is told.
 */
@NullMarked
package dev.countersign.notice;

import org.jspecify.annotations.NullMarked;
