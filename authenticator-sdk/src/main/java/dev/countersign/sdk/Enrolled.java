package dev.countersign.sdk;

import java.util.UUID;

/** A user who is enrolled on this installation, without his keys. */
public record Enrolled(UUID enrolment, String userName) {}
