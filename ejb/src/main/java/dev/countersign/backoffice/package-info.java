/**
 * Back offices that call over SOAP, and how each message proves who sent it: the digest of a UsernameToken (OASIS Web
 * Services Security UsernameToken Profile 1.1.1), taken once. It knows callers, not users.
 */
@NullMarked
package dev.countersign.backoffice;

import org.jspecify.annotations.NullMarked;
