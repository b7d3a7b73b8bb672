package dev.countersign.confirmation;

import dev.countersign.Beans;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.util.Optional;

/** Begins confirmations for tests of what they protect. */
public final class Confirming {

    private Confirming() {}

    /** Waits until the number may get an SMS, and begins a confirmation; returns its id. */
    public static String begin(Beans beans, SignedInUser user, ConfirmationPurpose purpose) {
        beans.clock().pass(Duration.ofMinutes(2));
        return view(beans, user, purpose).id();
    }

    /** Begins a confirmation at once. */
    public static ConfirmationView view(Beans beans, SignedInUser user, ConfirmationPurpose purpose) {
        ConfirmationOutcome<ConfirmationView> outcome =
                beans.call(Confirmations.class, confirmations -> confirmations.begin(user, purpose, Optional.empty()));
        return ((ConfirmationOutcome.Granted<ConfirmationView>) outcome).value();
    }

    /** The code that went out for the confirmation. */
    public static String code(Beans beans, ConfirmationPurpose purpose, String id) {
        return SentCodes.get(beans, CodePurpose.valueOf(purpose.name()), id);
    }

    public static String wrongCode(Beans beans, ConfirmationPurpose purpose, String id) {
        return SentCodes.wrong(beans, CodePurpose.valueOf(purpose.name()), id);
    }
}
