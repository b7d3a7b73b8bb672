/**
 * Carriers and routes as operators set them while the product runs: kept here, told to each gateway that works with something
 * else. What stands in it only gateways read, and say whether they could take it.
 */
@NullMarked
package dev.countersign.carrier;

import org.jspecify.annotations.NullMarked;
