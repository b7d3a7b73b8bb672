package dev.countersign.password;

import dev.countersign.audit.Reference;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.password.PasswordRefusal.Reason;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.Password;
import dev.countersign.user.Passwords;
import dev.countersign.user.Passwords.Verdict;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** New passwords. It holds no transaction, because hashing is slow on purpose. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PasswordDoor {

    private static final Duration BUSY_PAUSE = Duration.ofSeconds(1);

    @Inject
    private CredentialDesk credentials;

    @Inject
    private Passwords passwords;

    @Inject
    private PasswordDesk desk;

    @Inject
    private PasswordResets resets;

    /** Gives a signed-in user a new password. The code is looked at only after the old password was right. */
    public PasswordOutcome change(SignedInUser user, PasswordChange change) {
        Optional<PasswordOutcome> obstacle = desk.findObstacle(user, change.proof());
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        Credentials known = credentials
                .findCredentials(user.userName())
                .orElseThrow(() -> new IllegalStateException("user " + user.userId() + " is gone"));
        Verdict verdict = passwords.check(change.oldPassword(), Optional.of(known.passwordHash()));
        return switch (verdict) {
            case WRONG -> desk.refuseOldPassword(user);
            case BUSY -> busy();
            case RIGHT, RIGHT_OUTDATED ->
                passwords
                        .hash(change.newPassword())
                        .map(phc -> desk.change(user, change, known, phc))
                        .orElseGet(PasswordDoor::busy);
        };
    }

    /** Gives a user who forgot his password a new one: last step of a reset, with the answer of the factor where one was asked. */
    public PasswordOutcome reset(String id, String secret, Optional<FactorAnswer> answer, Password newPassword) {
        Optional<PasswordOutcome> obstacle = resets.findObstacle(id, secret);
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        return passwords
                .hash(newPassword)
                .map(phc -> resets.finish(id, secret, answer, phc))
                .orElseGet(PasswordDoor::busy);
    }

    private static PasswordOutcome busy() {
        return new PasswordOutcome.Refused(
                PasswordRefusal.of(Reason.BUSY, Reference.next()).withRetryAfter(BUSY_PAUSE));
    }
}
