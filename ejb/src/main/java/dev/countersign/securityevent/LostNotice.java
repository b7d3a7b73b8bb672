package dev.countersign.securityevent;

import java.time.Instant;
import java.util.Optional;

/**
 * A notice that was to come on the phone of a user and comes no more: its push service took it not in time, or knows the phone no more.
 * Fired as a CDI event in the transaction that notes it.
 *
 * @param kind of what it was to tell
 * @param used what that act was confirmed by
 * @param at when it happened
 */
public record LostNotice(long userId, SecurityEvent.Kind kind, Optional<Channel> used, Instant at) {}
