package dev.countersign.authenticator;

import java.util.UUID;

/** An enrolment answers no more; observe it inside the transaction, which holds the user's row. */
public record EnrolmentEnded(long userId, UUID enrolment) {}
