/** The QR reader of the authenticator, as far as a browser has none. Runs in pages and nowhere else: TeaVM makes a script of it. */
@NullMarked
package dev.countersign.qr;

import org.jspecify.annotations.NullMarked;
