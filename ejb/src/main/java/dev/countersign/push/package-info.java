/**
 * What a user is asked to approve on his phone: requests whose octets the server fixes, how phones are reached and told that
 * there is one, and when they are left in peace. A push brings no more than an id; the phone fetches the request over TLS.
 */
@NullMarked
package dev.countersign.push;

import org.jspecify.annotations.NullMarked;
