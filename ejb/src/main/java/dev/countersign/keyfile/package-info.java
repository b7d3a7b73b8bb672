/**
 * Key files, as vendors of devices deliver them: PSKC (RFC 6030) and CSV. Octets and a transport key go in, keys row by row
 * come out, or a reason; nothing is stored and nothing is fetched.
 */
@NullMarked
package dev.countersign.keyfile;

import org.jspecify.annotations.NullMarked;
