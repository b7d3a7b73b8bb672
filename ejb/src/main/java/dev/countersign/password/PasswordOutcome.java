package dev.countersign.password;

import dev.countersign.confirmation.ConfirmationRefusal;

/** What became of a new password. A refusal is a value: it commits what it counted. */
public sealed interface PasswordOutcome {

    /** The password is the new one. */
    record Changed() implements PasswordOutcome {}

    /** The password stays as it is. */
    record Refused(PasswordRefusal refusal) implements PasswordOutcome {}

    /** The password stays as it is, because the present factor was not proven. */
    record Unconfirmed(ConfirmationRefusal refusal) implements PasswordOutcome {}
}
