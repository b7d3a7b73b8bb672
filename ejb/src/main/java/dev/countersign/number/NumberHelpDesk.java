package dev.countersign.number;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.HelpDeskCase;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** An operator helps a user whose numbers get no more messages. One transaction each. */
@Stateless
public class NumberHelpDesk {

    @Inject
    private CredentialDesk credentials;

    @Inject
    private UserStore users;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** What became of a wish to lift the limits of a user's numbers. */
    public enum Lifted {
        /** They may get messages at once. */
        LIFTED,
        /** The case has had that before, or the user has no verified number. */
        NOT_AGAIN
    }

    /** The same, and the reference that finds its entry in the audit. */
    public record Lifting(Lifted what, Reference reference) {}

    /**
     * Lifts pause and limits of the user's verified numbers, once a case. What the day's budget, closed ranges and the like keep back stays
     * back.
     *
     * @return empty if there is no such user
     */
    public Optional<Lifting> liftSmsLimits(String userName, HelpDeskCase reason, String operator) {
        return credentials
                .findCredentials(userName)
                .map(Credentials::userId)
                .map(users::lockUser)
                .map(user -> lift(user, reason, operator));
    }

    private Lifting lift(User user, HelpDeskCase reason, String operator) {
        List<String> verified = numbers.listOwn(user.id()).stream()
                .filter(MobileNumber::isVerified)
                .map(MobileNumber::e164)
                .toList();
        Lifted lifted = numbers.clearLimits(verified, reason, clock.instant()) > 0 ? Lifted.LIFTED : Lifted.NOT_AGAIN;
        Reference reference = Reference.next();
        audit.record(AuditFact.byOperator(operator, user.id(), "SMS_LIMITS_LIFTED", lifted.name(), reference));
        return new Lifting(lifted, reference);
    }
}
