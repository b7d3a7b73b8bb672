package dev.countersign.confirmation;

import dev.countersign.factor.FactorKind;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.token.CurrentSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a new factor counts as at first: no more than what was proven for it. For a while after an SMS, or less, it counts as one; and
 * as long as what itself counts as an SMS still does.
 */
@ApplicationScoped
public class Inheritance {

    @Inject
    @ConfigProperty(name = "countersign.migration.weak-time", defaultValue = "PT24H")
    private Duration weakTime;

    @Inject
    private Clock clock;

    /** For so long what came by an SMS counts as one. */
    public Duration weakTime() {
        return weakTime;
    }

    /** Until when what is added on a proof of this factor now counts as an SMS; empty where it never does. */
    public Optional<Instant> weakUntil(OwnedFactor proven) {
        return weakUntil(proven.kind(), proven.weakUntil());
    }

    /**
     * The same of what is added with no other proof than the login of this session; empty also where that was by password alone, because
     * its user had nothing to prove.
     */
    public Optional<Instant> weakUntil(CurrentSession session) {
        return FactorKind.ofLogin(session.factor()).flatMap(kind -> weakUntil(kind, session.weakUntil()));
    }

    private Optional<Instant> weakUntil(FactorKind proven, Optional<Instant> ownWeakness) {
        Instant now = clock.instant();
        return proven.isWorthMoreThanSms() ? ownWeakness.filter(now::isBefore) : Optional.of(now.plus(weakTime));
    }
}
