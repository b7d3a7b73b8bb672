package dev.countersign.login;

import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Finds the way in which an attempt is answered. */
@ApplicationScoped
class Ways {

    @Inject
    private SmsWay sms;

    @Inject
    private AuthenticatorWay authenticator;

    @Inject
    private Factors factors;

    @Inject
    private Clock clock;

    /** Empty where the password alone is enough. */
    Optional<Way> find(LoginAttempt attempt) {
        return attempt.asked().map(asked -> get(asked.kind()));
    }

    Way get(FactorKind kind) {
        return switch (kind) {
            case SMS -> sms;
            case AUTHENTICATOR -> authenticator;
            case PASSKEY -> new SignedWay(factors.findSigned(kind).orElseThrow());
            case DISPLAY_CARD, TOTP, RECOVERY_CODE ->
                new TypedWay(factors.findTyped(kind).orElseThrow(), clock);
        };
    }

    /** What was sent or asked for the attempt counts no more. */
    void end(LoginAttempt attempt) {
        find(attempt).ifPresent(way -> way.find(attempt).end());
    }
}
