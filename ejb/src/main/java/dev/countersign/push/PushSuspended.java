package dev.countersign.push;

import java.util.UUID;

/** The pushes of an enrolment are paused from now on; fired inside the transaction that found it. */
public record PushSuspended(long userId, UUID enrolment) {}
