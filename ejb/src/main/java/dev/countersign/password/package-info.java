/**
 * New passwords: changed by a signed-in user with the old one and the present factor, or after it was forgotten with a code
 * from an operator and the present factor. Neither way touches a factor, and neither logs anybody in (OWASP ASVS 6.4.3).
 */
@NullMarked
package dev.countersign.password;

import org.jspecify.annotations.NullMarked;
