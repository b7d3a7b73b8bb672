package dev.countersign.password;

import dev.countersign.confirmation.ConfirmationRefusal;

/** What steps of resets came to, as tests read it. */
final class ResetOutcomes {

    private ResetOutcomes() {}

    static <T> T granted(ResetOutcome<T> outcome) {
        return ((ResetOutcome.Granted<T>) outcome).value();
    }

    static PasswordRefusal refusal(ResetOutcome<?> outcome) {
        return ((ResetOutcome.Refused<?>) outcome).refusal();
    }

    static PasswordRefusal refusal(PasswordOutcome outcome) {
        return ((PasswordOutcome.Refused) outcome).refusal();
    }

    static ConfirmationRefusal unasked(ResetOutcome<?> outcome) {
        return ((ResetOutcome.Unasked<?>) outcome).refusal();
    }

    static ConfirmationRefusal unconfirmed(PasswordOutcome outcome) {
        return ((PasswordOutcome.Unconfirmed) outcome).refusal();
    }
}
