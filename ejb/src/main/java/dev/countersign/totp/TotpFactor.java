package dev.countersign.totp;

import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.NamedFactor;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.TypedCode;
import dev.countersign.factor.TypedFactor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
        boolean right = app.isIn(TotpState.ACTIVE)
                && app.take(TypedCode.canonical(typed), settings.drift(), secrets, clock.instant());
        return right ? CodeCheck.RIGHT : CodeCheck.WRONG;
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
