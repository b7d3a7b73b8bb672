package dev.countersign.activation;

import dev.countersign.activation.ActivationOutcome.NotLetIn;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.lockout.Caller;
import dev.countersign.login.Approach;
import dev.countersign.login.LoginAttempts;
import dev.countersign.login.LoginRequest;
import dev.countersign.login.Refusal;
import dev.countersign.user.Credentials;
import dev.countersign.user.Passwords;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** The password part of an activation without the portal, at the door that logins come through. It holds no transaction, because hashing is slow on purpose. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CredentialDoor {

    @Inject
    private LoginAttempts attempts;

    @Inject
    private Passwords passwords;

    @Inject
    private TokenDesk tokens;

    /** Checks the password and begins an activation. An unknown name costs what a known one costs, and answers alike. */
    public ActivationOutcome<BegunByToken> begin(LoginRequest request, DeviceReport report, Caller caller) {
        Approach approach = attempts.approach(request, caller);
        if (!approach.standing().isOpen()) {
            return new NotLetIn<>(attempts.refuseUnseen(approach));
        }
        return switch (passwords.check(request.password(), approach.known().map(Credentials::passwordHash))) {
            case RIGHT, RIGHT_OUTDATED -> tokens.begin(approach.known().orElseThrow(), report);
            case WRONG -> new NotLetIn<>(attempts.refusePassword(approach));
            case BUSY -> new NotLetIn<>(Refusal.busy());
        };
    }
}
