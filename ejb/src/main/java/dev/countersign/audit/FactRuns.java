package dev.countersign.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often each kind of fact came again within the hour, on this node and in its memory: counted by no row, so that repetitions wait for
 * nobody. There are as many kinds as users whose doors are tried, and each is forgotten after its hour.
 */
@ApplicationScoped
public class FactRuns {

    /** How long one entry stands for all facts of its kind. */
    static final Duration LIFE = Duration.ofHours(1);

    /** Facts that differ in their reference alone. */
    record Kind(String subject, String type, String reason) {

        static Kind of(AuditFact fact) {
            return new Kind(fact.subject(), fact.type(), fact.reason());
        }
    }

    /** @param leftOut how many came after the first one */
    record Run(Instant since, long leftOut) {

        /** Also when the clock was set back behind its beginning. */
        boolean isOver(Instant now) {
            return now.isBefore(since) || !now.isBefore(since.plus(LIFE));
        }

        private Run plus(long more) {
            return new Run(since, leftOut + more);
        }
    }

    private final Map<Kind, Run> runs = new ConcurrentHashMap<>();
    private final Set<Kind> unwritten = ConcurrentHashMap.newKeySet();

    /** Whether it is the first of its kind in a run, or takes the place of one that was not written; any other one is counted. */
    boolean isFirst(Kind kind, Instant now) {
        return unwritten.remove(kind)
                || runs.merge(kind, new Run(now, 0), (known, made) -> known.plus(1))
                                .leftOut()
                        == 0;
    }

    /** The kinds whose hour is over. */
    List<Kind> listOver(Instant now) {
        return runs.entrySet().stream()
                .filter(entry -> entry.getValue().isOver(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The first one was not written after all: the next one is. */
    void unwrite(Kind kind) {
        if (runs.containsKey(kind)) {
            unwritten.add(kind);
        }
    }

    /** Ends the run: the next one of its kind is a first one. */
    Optional<Run> end(Kind kind) {
        unwritten.remove(kind);
        return Optional.ofNullable(runs.remove(kind));
    }

    /** Takes an ended run back, because what it left out could not be written. */
    void resume(Kind kind, Run run) {
        runs.merge(kind, run, (begun, ended) -> ended.plus(begun.leftOut()));
    }
}
