package dev.countersign.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the way in which an attempt is answered. */
@ApplicationScoped
class Ways {

    @Inject
    private SmsWay sms;

    @Inject
    private AuthenticatorWay authenticator;

    /** Empty where the password alone is enough. */
    Optional<Way> find(LoginAttempt attempt) {
        return Stream.<Way>of(sms, authenticator)
                .filter(way -> way.factor().equals(attempt.factor()))
                .findFirst();
    }

    /** What was sent or asked for the attempt counts no more. */
    void end(LoginAttempt attempt) {
        find(attempt).ifPresent(way -> way.find(attempt).end());
    }
}
