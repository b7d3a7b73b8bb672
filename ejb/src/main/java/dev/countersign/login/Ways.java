package dev.countersign.login;

import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Finds the way in which an attempt is answered. */
@ApplicationScoped
class Ways {

    /** Kinds that are typed and show a question, which can be asked for anew. */
    static final Set<FactorKind> CHALLENGED =
            Set.of(FactorKind.DISPLAY_CARD, FactorKind.GRID_CARD, FactorKind.ONLINE_GRID_CARD);

    @Inject
    private SmsWay sms;

    @Inject
    private AuthenticatorWay authenticator;

    @Inject
    private Factors factors;

    @Inject
    private AttemptDecisions decisions;

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
            case DISPLAY_CARD, TOTP, GRID_CARD, ONLINE_GRID_CARD, RECOVERY_CODE, TEMPORARY_PASSCODE ->
                new TypedWay(factors.findTyped(kind).orElseThrow(), decisions, clock);
        };
    }

    /** What was sent or asked for the attempt counts no more. */
    void end(LoginAttempt attempt) {
        find(attempt).ifPresent(way -> way.find(attempt).end());
    }
}
