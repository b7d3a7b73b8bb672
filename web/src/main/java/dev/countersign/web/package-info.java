/**
 * The REST face: parses, calls one EJB, translates the outcome. The only place that knows status codes and JSON.
 * Refusals are problem documents (RFC 9457), secrets travel as bearer tokens (RFC 6750), events as server-sent events.
 */
@NullMarked
package dev.countersign.web;

import org.jspecify.annotations.NullMarked;
