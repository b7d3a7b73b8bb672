/** What others say in HTTP, to the core and to gateways alike. */
@NullMarked
package dev.countersign.contracts.http;

import org.jspecify.annotations.NullMarked;
