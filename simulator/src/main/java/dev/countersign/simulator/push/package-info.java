/**
 * A push service with the browsers behind it: takes messages as RFC 8030 says, asks who sends them (RFC 8292), decrypts them (RFC 8291)
 * and keeps them. Written from the standards with the JDK alone, so that it does not share a mistake with the sender.
 */
@NullMarked
package dev.countersign.simulator.push;

import org.jspecify.annotations.NullMarked;
