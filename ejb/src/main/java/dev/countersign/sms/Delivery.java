package dev.countersign.sms;

import java.time.Instant;

/** How SMS to a number fare, by the last one that was sent. */
public enum Delivery {
    /** They arrive, or nothing speaks against it: that our carriers do not take one is none of the number's affair. */
    OK,
    /** The carrier has had one for more than five minutes and says nothing. */
    DELAYED,
    /** The carrier refuses them: short messages of this kind or to this number are blocked. */
    CARRIER_BLOCKED,
    /** They cannot be delivered: no such number, or a phone that has been off for too long. */
    UNREACHABLE;

    static Delivery of(SmsReport report, Instant now) {
        return switch (report.standing()) {
            case WAITING, DELIVERED, LATE, REFUSED -> OK;
            case ACCEPTED -> report.isOverdue(now) ? DELAYED : OK;
            case BLOCKED -> CARRIER_BLOCKED;
            case UNREACHABLE, BAD_NUMBER -> UNREACHABLE;
        };
    }
}
