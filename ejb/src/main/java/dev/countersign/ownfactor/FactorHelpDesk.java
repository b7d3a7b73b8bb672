package dev.countersign.ownfactor;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.factor.FactorDesk;
import dev.countersign.factor.FactorDesk.ListedFactor;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SessionEnds;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** What an operator does with the factors of a user who has nothing left to prove himself with. Each method is one transaction. */
@Stateless
public class FactorHelpDesk {

    @Inject
    private CredentialDesk credentials;

    @Inject
    private UserStore users;

    @Inject
    private FactorEnds ends;

    @Inject
    private Factors factors;

    @Inject
    private FactorDesk desk;

    @Inject
    private SessionEnds sessions;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private AuditLog audit;

    /** As the user sees them; empty if there is no such user. */
    public Optional<List<ListedFactor>> list(String userName) {
        return credentials.findCredentials(userName).map(Credentials::userId).map(desk::list);
    }

    /**
     * Has a factor end, also the last one; false if there is no such user, or he has no such factor that can end.
     *
     * @param how {@link FactorEnd#LOST} where the user says that somebody may have found it
     */
    public boolean end(String userName, String id, FactorEnd how, String operator) {
        return credentials
                .findCredentials(userName)
                .map(Credentials::userId)
                .map(userId -> ends.lock(userId, factor -> factor.ref().id().equals(id)))
                .flatMap(user -> factors.findOwn(user.id(), id)
                        .filter(factor -> endAlsoInPhone(user.id(), factor, how, operator)))
                .isPresent();
    }

    /** Has the numbers of a user who lost his phone open nothing any more; nothing happens if there is no such user. */
    public void losePhone(String userName, String operator) {
        credentials
                .findCredentials(userName)
                .map(Credentials::userId)
                .map(users::lockUser)
                .ifPresent(user -> losePhone(user.id(), FactorKind.AUTHENTICATOR, operator));
    }

    private boolean endAlsoInPhone(long userId, OwnedFactor factor, FactorEnd how, String operator) {
        boolean ended = end(userId, factor, how, operator);
        if (ended && how == FactorEnd.LOST && factor.kind().isInPhone()) {
            losePhone(userId, factor.kind(), operator);
        }
        return ended;
    }

    private void losePhone(long userId, FactorKind lost, String operator) {
        ends.losePhone(userId);
        audit.record(AuditFact.byOperator(operator, userId, "PHONE_LOST", lost.name()));
    }

    /**
     * Has all end that stands in for a lost factor of the user, as when somebody else got it by telephone; false if there is no such
     * user, or nothing does.
     */
    public boolean endTemporaryAccess(String userName, String operator) {
        return credentials
                .findCredentials(userName)
                .map(Credentials::userId)
                .map(users::lockUser)
                .filter(user -> endStandIns(user.id(), operator) > 0)
                .isPresent();
    }

    private int endStandIns(long userId, String operator) {
        List<OwnedFactor> standIns = factors.listAll(userId).stream()
                .filter(factor -> factor.kind().isStandIn())
                .toList();
        standIns.forEach(factor -> end(userId, factor, FactorEnd.LOST, operator));
        return standIns.size();
    }

    /** The user's sessions end: one of them may be a finder's, or a caller's who was not him. */
    private boolean end(long userId, OwnedFactor factor, FactorEnd how, String operator) {
        if (!ends.end(userId, factor, how)) {
            return false;
        }
        factors.noteEnded(userId, factor);
        sessions.endAll(userId);
        audit.record(AuditFact.byOperator(
                operator,
                userId,
                "FACTOR_ENDED",
                factor.kind().name(),
                factor.ref().id()));
        events.fire(SecurityEvent.of(userId, SecurityEvent.Kind.FACTORS_CHANGED));
        return true;
    }
}
