package dev.countersign.totp;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.NamedFactor;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.TypedCode;
import dev.countersign.factor.TypedFactor;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.totp.TotpApp.Reuse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Apps that show codes, as factors. Nothing is asked: the app shows its code by itself. */
@ApplicationScoped
class TotpFactor implements TypedFactor, NamedFactor {

    @Inject
    private TotpStore apps;

    @Inject
    private TotpSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Event<TotpTaken> taken;

    @Inject
    private Clock clock;

    @Override
    public FactorKind kind() {
        return FactorKind.TOTP;
    }

    @Override
    public List<String> tables() {
        return List.of("totp_app");
    }

    @Override
    public List<OwnedFactor> list(long userId) {
        return apps.list(userId, TotpState.ACTIVE).stream().map(TotpApp::owned).toList();
    }

    @Override
    public OwnedFactor get(String id) {
        return apps.get(id).owned();
    }

    @Override
    public Question ask(String id, String subject, Instant end) {
        return new Question(Optional.empty(), end);
    }

    @Override
    public Optional<Question> find(String id, String subject, Instant end) {
        return Optional.of(ask(id, subject, end));
    }

    @Override
    public CodeCheck check(String id, String subject, String typed) {
        TotpApp app = apps.get(id);
        if (!app.isIn(TotpState.ACTIVE)) {
            return CodeCheck.WRONG;
        }
        String code = TypedCode.canonical(typed);
        Instant now = clock.instant();
        OptionalInt offset = app.take(code, settings.drift(), secrets, now);
        if (offset.isPresent()) {
            taken.fire(new TotpTaken(offset.getAsInt()));
            return CodeCheck.RIGHT;
        }
        noteReuse(app, subject, app.reuse(code, settings.drift(), secrets, now));
        return CodeCheck.WRONG;
    }

    /**
     * Whoever types it is told that it is wrong (RFC 6238 section 5.2), and its user once a code that it came again: who looked over his
     * shoulder has the password, too. A login that the code has just answered takes no further answer, so that who presses twice alarms
     * nobody.
     */
    private void noteReuse(TotpApp app, String subject, Reuse reuse) {
        if (reuse == Reuse.NONE) {
            return;
        }
        audit.record(AuditFact.byUser(app.userId(), "TOTP_CODE", "TOTP_REPLAYED", Reference.next(), subject));
        if (reuse == Reuse.NEW) {
            events.fire(SecurityEvent.of(app.userId(), SecurityEvent.Kind.CODE_REUSED));
        }
    }

    @Override
    public void end(String id, String subject) {
        // Nothing was asked.
    }

    @Override
    public void rename(String id, String label) {
        apps.get(id).rename(label);
    }

    @Override
    public void end(String id, FactorEnd how) {
        apps.get(id).end();
    }
}
