package dev.countersign.recoverycode;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.RemovableFactor;
import dev.countersign.factor.TypedFactor;
import dev.countersign.securityevent.SecurityEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Recovery codes, as a factor: all of a user's are one, as long as one of them is left. Nothing is asked. */
@ApplicationScoped
class RecoveryFactor implements TypedFactor, RemovableFactor {

    @Inject
    private RecoveryStore sets;

    @Inject
    private RecoveryRule rule;

    @Inject
    private Secrets secrets;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    @Override
    public FactorKind kind() {
        return FactorKind.RECOVERY_CODE;
    }

    @Override
    public List<String> tables() {
        return List.of("recovery_set");
    }

    @Override
    public List<OwnedFactor> list(long userId) {
        return sets
                .findCurrent(userId)
                .filter(set -> set.codesLeft() > 0 && rule.isAllowed(userId))
                .map(RecoverySet::owned)
                .stream()
                .toList();
    }

    @Override
    public OwnedFactor get(String id) {
        return sets.get(id).owned();
    }

    @Override
    public Question ask(String id, String subject, Instant end) {
        return new Question(Optional.empty(), end);
    }

    @Override
    public Optional<Question> find(String id, String subject, Instant end) {
        return Optional.of(ask(id, subject, end));
    }

    /** Whoever owns the account hears of each code that is used, on every channel. */
    @Override
    public CodeCheck check(String id, String subject, String typed) {
        RecoverySet set = sets.get(id);
        boolean right = rule.isAllowed(set.userId())
                && RecoveryCode.find(typed)
                        .filter(code -> set.take(code, secrets))
                        .isPresent();
        if (!right) {
            return CodeCheck.WRONG;
        }
        audit.record(AuditFact.byUser(set.userId(), "RECOVERY_CODE", "USED", Reference.next(), subject));
        events.fire(SecurityEvent.of(set.userId(), SecurityEvent.Kind.RECOVERY_CODE_USED)
                .with("left", Integer.toString(set.codesLeft())));
        return CodeCheck.RIGHT;
    }

    @Override
    public void end(String id, String subject) {
        // Nothing was asked.
    }

    @Override
    public void end(String id, FactorEnd how) {
        sets.get(id).end(clock.instant());
    }
}
