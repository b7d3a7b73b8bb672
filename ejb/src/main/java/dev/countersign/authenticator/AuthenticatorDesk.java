package dev.countersign.authenticator;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Rule;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SessionEnds;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;

/** A user looks at his authenticator; an operator ends it. Each method is one transaction. */
@Stateless
public class AuthenticatorDesk {

    @Inject
    private UserStore users;

    @Inject
    private CredentialDesk credentials;

    @Inject
    private Authenticators authenticators;

    @Inject
    private Factors factors;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private SessionEnds sessions;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<SecurityEvent> events;

    /** Whether a user is asked to make a phone his authenticator; in the order of the rule's values. */
    public enum Invitation {
        /** He has one or what is worth as much, his account needs no second factor, or his jurisdiction asks nobody. */
        NONE,
        /** He is, and may put it off. */
        OFFERED,
        /** He is, and his jurisdiction lets him not put it off. */
        REQUIRED
    }

    /** What a user sees of his authenticator. */
    public record OwnAuthenticator(Optional<ActiveAuthenticator> active, Invitation invitation) {}

    public OwnAuthenticator find(SignedInUser caller) {
        User user = users.getUser(caller.userId());
        Optional<ActiveAuthenticator> active =
                authenticators.findActive(caller.userId()).map(authenticators::view);
        if (active.isPresent() || !user.account().needsFactor() || hasAsGood(user)) {
            return new OwnAuthenticator(active, Invitation.NONE);
        }
        int rule = jurisdictions.limits(user.jurisdiction()).count(Rule.AUTHENTICATOR_INVITATION);
        return new OwnAuthenticator(active, Invitation.values()[rule]);
    }

    /** Whether he answers by something that is worth as much as a phone: a display card, or a passkey. */
    private boolean hasAsGood(User user) {
        return factors.listAll(user.id()).stream()
                .anyMatch(factor ->
                        factor.kind().isWorthMoreThanSms() && factor.since().isPresent());
    }

    /**
     * Ends the user's authenticator, as after a lost phone, his sessions, and what was begun: some of it may be the finder's. False if there is no such
     * user or he has none.
     */
    public boolean revoke(String userName, String operator) {
        Optional<Enrolment> active = credentials
                .findCredentials(userName)
                .map(Credentials::userId)
                .map(users::lockUser)
                .flatMap(user -> authenticators.findActive(user.id()));
        active.ifPresent(enrolment -> {
            factors.noteEnded(
                    enrolment.userId(),
                    factors.get(new FactorRef(
                            FactorKind.AUTHENTICATOR, enrolment.id().toString())));
            authenticators.end(enrolment, EnrolmentState.REVOKED);
            sessions.endAll(enrolment.userId());
            audit.record(AuditFact.byOperator(
                    operator,
                    enrolment.userId(),
                    "AUTHENTICATOR_REVOKED",
                    "OK",
                    enrolment.id().toString()));
            events.fire(SecurityEvent.of(enrolment.userId(), SecurityEvent.Kind.FACTOR_REMOVED));
        });
        return active.isPresent();
    }
}
