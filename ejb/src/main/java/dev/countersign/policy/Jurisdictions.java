package dev.countersign.policy;

import dev.countersign.time.KeptReading;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells which limits hold in a jurisdiction; works inside the caller's transaction. Rows are read anew after five seconds:
 * a change on one node holds on all of them by then.
 */
@ApplicationScoped
public class Jurisdictions {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final System.Logger LOG = System.getLogger(Jurisdictions.class.getName());

    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    @Inject
    private DefaultLimits configured;

    @Inject
    private JurisdictionStore store;

    @Inject
    private Clock clock;

    private Limits everywhere;
    private KeptReading<Map<String, List<RuleChange>>> rules;

    @SuppressWarnings("NullAway.Init")
    protected Jurisdictions() {}

    /** Throws {@link IllegalArgumentException} that names the rule if a configured value is none. */
    @PostConstruct
    void readDefaults() {
        everywhere = configured.limits();
        rules = new KeptReading<>("Rules of jurisdictions", this::read, clock);
    }

    /** The limits of a user's jurisdiction, ISO 3166-1 alpha-2; those of the configuration where there are no others. */
    public Limits limits(String jurisdiction) {
        Instant now = clock.instant();
        Map<Rule, String> own = new EnumMap<>(Rule.class);
        // Of each rule the earliest comes first, so that the newest that has begun stays.
        rules.notOlderThan(FRESH).getOrDefault(jurisdiction, List.of()).stream()
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
        rules.forget();
    }

    private Map<String, List<RuleChange>> read() {
        Map<String, List<RuleChange>> read = new HashMap<>();
        store.listAll()
                .forEach(row -> row.findChange()
                        .ifPresentOrElse(
                                change -> read.computeIfAbsent(row.jurisdiction(), code -> new ArrayList<>())
                                        .add(change),
                                () -> tell(row.toString())));
        return read;
    }

    /** Once: it is read again every few seconds. */
    private void tell(String row) {
        if (unknown.add(row)) {
            LOG.log(System.Logger.Level.WARNING, "A rule does not hold here, for its value is unknown: {0}", row);
        }
    }
}
