package dev.countersign.sdk;

/**
 * An enrolment of this installation as the server has it.
 *
 * @param renewalDue whether the server asked for a new challenge key
 */
public record EnrolmentStatus(Enrolled enrolled, EnrolmentState state, boolean renewalDue) {}
