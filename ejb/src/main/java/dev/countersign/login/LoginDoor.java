package dev.countersign.login;

import dev.countersign.lockout.Caller;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.Passwords;
import dev.countersign.user.Passwords.Verdict;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** The password part of a login. It holds no transaction, because hashing is slow on purpose. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LoginDoor {

    private static final System.Logger LOG = System.getLogger(LoginDoor.class.getName());

    @Inject
    private CredentialDesk credentials;

    @Inject
    private Passwords passwords;

    @Inject
    private LoginAttempts attempts;

    /** Checks the password and opens an attempt. An unknown name costs what a known one costs, and answers alike. */
    public LoginOutcome<OpenedAttempt> begin(LoginRequest request, Caller caller) {
        Approach approach = attempts.approach(request, caller);
        if (!approach.standing().isOpen()) {
            return LoginOutcome.refused(attempts.refuseUnseen(approach));
        }
        Verdict verdict = passwords.check(request.password(), approach.known().map(Credentials::passwordHash));
        return switch (verdict) {
            case RIGHT -> attempts.open(request, approach);
            case RIGHT_OUTDATED -> openAndRenew(request, approach);
            case WRONG -> LoginOutcome.refused(attempts.refusePassword(approach));
            case BUSY -> LoginOutcome.refused(Refusal.busy());
        };
    }

    private LoginOutcome<OpenedAttempt> openAndRenew(LoginRequest request, Approach approach) {
        LoginOutcome<OpenedAttempt> outcome = attempts.open(request, approach);
        renew(request, approach.known().orElseThrow());
        return outcome;
    }

    /** Who is let in stays so though it fails: the attempt is there, and its SMS on the way. */
    private void renew(LoginRequest request, Credentials known) {
        try {
            passwords.hashAgain(request.password()).ifPresent(hash -> credentials.renew(known, hash));
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A password keeps a hash of another cost; the next login tries again",
                    e);
        }
    }
}
