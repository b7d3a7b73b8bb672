package dev.countersign.sdk;

/** An enrolment of this installation as the server has it. */
public record EnrolmentStatus(Enrolled enrolled, EnrolmentState state) {}
