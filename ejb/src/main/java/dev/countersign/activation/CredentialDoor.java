package dev.countersign.activation;

import dev.countersign.activation.ActivationOutcome.NotLetIn;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.lockout.Caller;
import dev.countersign.login.Approach;
import dev.countersign.login.LoginAttempts;
import dev.countersign.login.LoginRequest;
import dev.countersign.login.Refusal;
import dev.countersign.move.MoveKind;
import dev.countersign.user.Credentials;
import dev.countersign.user.Passwords;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

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
    public ActivationOutcome<BegunByToken> begin(
            LoginRequest request, Optional<MoveKind> move, DeviceReport report, Caller caller) {
        return letIn(request, caller, approach -> Optional.of(tokens.begin(approach, move, report)));
    }

    /** Checks the password of a migration a second time; empty if the secret opens nothing. */
    public Optional<ActivationOutcome<UUID>> repeat(UUID id, String secret, LoginRequest request, Caller caller) {
        return tokens.findUserId(id, secret)
                .map(userId -> letIn(
                        request,
                        caller,
                        approach -> approach.known()
                                .filter(known -> known.userId() == userId)
                                .map(known -> tokens.repeat(approach, id))));
    }

    /** @param then empty if the right password is not the one that is asked for */
    private <T> ActivationOutcome<T> letIn(
            LoginRequest request, Caller caller, Function<Approach, Optional<ActivationOutcome<T>>> then) {
        Approach approach = attempts.approach(request, caller);
        if (!approach.standing().isOpen()) {
            return new NotLetIn<>(attempts.refuseUnseen(approach));
        }
        return switch (passwords.check(request.password(), approach.known().map(Credentials::passwordHash))) {
            case RIGHT, RIGHT_OUTDATED ->
                then.apply(approach).orElseGet(() -> new NotLetIn<>(attempts.refusePassword(approach)));
            case WRONG -> new NotLetIn<>(attempts.refusePassword(approach));
            case BUSY -> new NotLetIn<>(Refusal.busy());
        };
    }
}
