package dev.countersign.policy;

import dev.countersign.time.LastReading;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells which limits hold in a jurisdiction; works inside the caller's transaction. Rows are read anew after five seconds:
 * a change on one node holds on all of them by then.
 */
@ApplicationScoped
public class Jurisdictions {

    private static final Duration FRESH = Duration.ofSeconds(5);

    @Inject
    private DefaultLimits configured;

    @Inject
    private JurisdictionStore store;

    @Inject
    private Clock clock;

    private Limits everywhere;
    private volatile @Nullable Snapshot snapshot;

    @SuppressWarnings("NullAway.Init")
    protected Jurisdictions() {}

    private record Snapshot(Map<String, List<RuleChange>> rules, LastReading when) {}

    /** Throws {@link IllegalArgumentException} that names the rule if a configured value is none. */
    @PostConstruct
    void readDefaults() {
        everywhere = configured.limits();
    }

    /** The limits of a user's jurisdiction, ISO 3166-1 alpha-2; those of the configuration where there are no others. */
    public Limits limits(String jurisdiction) {
        Instant now = clock.instant();
        Map<Rule, String> own = new EnumMap<>(Rule.class);
        // Of each rule the earliest comes first, so that the newest that has begun stays.
        fresh(now).rules().getOrDefault(jurisdiction, List.of()).stream()
                .filter(rule -> rule.hasBegun(now))
                .forEach(rule -> own.put(rule.rule(), rule.value()));
        return own.isEmpty() ? everywhere : everywhere.with(own);
    }

    /** The limits where nobody's jurisdiction is known. */
    public Limits limits() {
        return everywhere;
    }

    /** Has this node read the rows anew at the next question: not before the commit, or it could read the old ones once more. */
    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) RulesChanged event) {
        snapshot = null;
    }

    private Snapshot fresh(Instant now) {
        return Optional.ofNullable(snapshot)
                .filter(read -> !read.when().isOlderThan(FRESH, now))
                .orElseGet(() -> read(now));
    }

    private Snapshot read(Instant now) {
        Map<String, List<RuleChange>> rules = store.listAll().stream()
                .collect(Collectors.groupingBy(
                        JurisdictionRule::jurisdiction,
                        Collectors.mapping(JurisdictionRule::asChange, Collectors.toList())));
        Snapshot read = new Snapshot(rules, new LastReading(now));
        snapshot = read;
        return read;
    }
}
