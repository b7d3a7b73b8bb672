package dev.countersign.metrics;

import dev.countersign.crypto.Secrets;
import dev.countersign.health.DatabaseWatch;
import dev.countersign.operator.KnownOperator;
import dev.countersign.operator.OperatorKind;
import dev.countersign.operator.Operators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may read the meters with a token. While the database is away, when they are needed most, those may who could within the hour before.
 * That opens the meters and nothing else; the hash of a token is all that is remembered, of few tokens, and of none that was refused since.
 */
@ApplicationScoped
public class ScrapePermits {

    static final int MOST = 20;

    private static final Duration LIFE = Duration.ofHours(1);

    private final Map<String, Instant> accepted = new ConcurrentHashMap<>();

    private Operators operators;
    private DatabaseWatch watch;
    private Clock clock;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected ScrapePermits() {}

    @Inject
    ScrapePermits(Operators operators, DatabaseWatch watch, Clock clock) {
        this.operators = operators;
        this.watch = watch;
        this.clock = clock;
    }

    /** What the token opens; empty when nobody has it. A database that is away throws for a token that is not remembered. */
    public Optional<OperatorKind> find(String token) {
        String hash = Secrets.digestOf(token);
        boolean remembered = isRemembered(hash);
        if (remembered && !watch.isUp()) {
            return Optional.of(OperatorKind.METRICS);
        }
        try {
            Optional<OperatorKind> kind = operators.findByToken(token).map(KnownOperator::kind);
            note(hash, kind.filter(one -> one.opens(OperatorKind.METRICS)).isPresent());
            return kind;
        } catch (RuntimeException e) {
            if (remembered) {
                return Optional.of(OperatorKind.METRICS);
            }
            throw e;
        }
    }

    private boolean isRemembered(String hash) {
        Instant now = clock.instant();
        return Optional.ofNullable(accepted.get(hash))
                .filter(at -> !now.isBefore(at) && now.isBefore(at.plus(LIFE)))
                .isPresent();
    }

    private void note(String hash, boolean opens) {
        if (!opens) {
            accepted.remove(hash);
            return;
        }
        if (accepted.size() >= MOST) {
            accepted.keySet().removeIf(other -> !isRemembered(other));
        }
        if (accepted.size() < MOST || accepted.containsKey(hash)) {
            accepted.put(hash, clock.instant());
        }
    }
}
